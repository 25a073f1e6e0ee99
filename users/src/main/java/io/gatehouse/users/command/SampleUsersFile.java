package io.gatehouse.users.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.dropwizard.jackson.Jackson;
import io.gatehouse.servicekit.json.StrictJson;
import io.gatehouse.users.user.LookupKey;
import io.gatehouse.users.user.UserType;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the FastAPI sample's users.json: an array of entries, all of which must be in order. */
final class SampleUsersFile {

    /** More errors than this help nobody. */
    private static final int MAX_ERRORS = 20;

    private final ObjectMapper json = StrictJson.tighten(Jackson.newObjectMapper());
    private final Validator validator;
    private final List<String> errors = new ArrayList<>();
    private final Map<Object, String> seen = new HashMap<>();

    SampleUsersFile(Validator validator) {
        this.validator = validator;
    }

    /** The entries, or a refusal with an error a line: the entry's index from 0, its field and what is wrong. */
    List<SampleUser> read(Path file) throws CommandRefusedException {
        JsonNode entries = parse(file);
        List<SampleUser> users = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            SampleUser user = entry("[" + i + "]", entries.get(i));
            if (user != null) {
                users.add(user);
            }
        }
        if (!errors.isEmpty()) {
            String more = errors.size() > MAX_ERRORS ? "\nand " + (errors.size() - MAX_ERRORS) + " more" : "";
            throw new CommandRefusedException(
                    String.join("\n", errors.subList(0, Math.min(MAX_ERRORS, errors.size()))) + more);
        }
        return users;
    }

    private JsonNode parse(Path file) throws CommandRefusedException {
        try {
            JsonNode root = json.readTree(Files.readAllBytes(file));
            if (root.isArray()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw new CommandRefusedException(file + " is not valid JSON" + where + ".");
        } catch (IOException e) {
            throw new CommandRefusedException("Cannot read " + file + ".");
        }
        throw new CommandRefusedException(file + " must be a JSON array of users.");
    }

    private @Nullable SampleUser entry(String index, JsonNode node) {
        if (!node.isObject()) {
            errors.add(index + " must be an object");
            return null;
        }
        try {
            SampleUser user = json.treeToValue(node, SampleUser.class);
            List<String> violations = Violations.of(validator, user);
            violations.forEach(violation -> errors.add(index + "." + violation));
            if (violations.isEmpty()) {
                once(index + ".id", user.id());
                once(index + ".username", "username " + LookupKey.of(user.username()));
                once(index + ".email", user.email() == null ? null : "email " + LookupKey.of(user.email()));
            }
            return user;
        } catch (JsonProcessingException e) {
            errors.add(index + field(e) + " " + message(e));
            return null;
        }
    }

    private void once(String place, @Nullable Object value) {
        String first = value == null ? null : seen.putIfAbsent(value, place);
        if (first != null) {
            errors.add(place + " is the same as " + first);
        }
    }

    private static String field(JsonProcessingException failure) {
        return failure instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? "." + mapping.getPath().get(0).getFieldName()
                : "";
    }

    private static String message(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException) {
            return "is not a known field";
        } else if (failure instanceof MismatchedInputException mismatch) {
            return mismatch.getTargetType() == UserType.class ? "must be admin or default" : "has the wrong type";
        }
        return failure.getOriginalMessage();
    }
}
