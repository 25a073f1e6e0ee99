package io.gatehouse.servicekit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A string that is valid JSON but no text. Its message follows the field's name. */
public final class TextRefusedException extends JsonMappingException {

    TextRefusedException(JsonParser parser, String message) {
        super(parser, message);
    }
}
