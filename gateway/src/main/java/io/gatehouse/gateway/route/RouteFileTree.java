package io.gatehouse.gateway.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A route file's text as a tree of keys, lists and plain words, aliases unfolded and variables put in. Words stay words:
 * whoever asks for a number or a yes makes it of them, so that no {@code no} turns into false on its way.
 */
final class RouteFileTree {

    /** A route file is five levels deep, extensions of others perhaps more. */
    private static final int MAX_DEPTH = 16;

    /** A file of the greatest size has fewer; aliases of aliases unfold to any number. */
    private static final int MAX_NODES = 500_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Variables variables;
    private final Faults faults;
    private int nodes;

    RouteFileTree(Variables variables, Faults faults) {
        this.variables = variables;
        this.faults = faults;
    }

    /** @throws RouteFileException when the text is no YAML that could be read on */
    ObjectNode read(String text) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(Snapshot.MAX_SIZE); // MAX_NODES bounds what they come to
        options.setNestingDepthLimit(MAX_DEPTH);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                return object(mapping, List.of());
            }
            faults.add(1, "the file holds no routes");
        } catch (MarkedYAMLException e) {
            faults.add(e.getProblemMark() == null ? 1 : line(e), e.getProblem());
        } catch (ReaderException e) {
            String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
            faults.add(Snapshot.lineAtEndOf(before), "there is a character that YAML does not allow");
        } catch (YAMLException e) {
            faults.add(1, String.valueOf(e.getMessage()));
        }
        throw faults.asException();
    }

    private static int line(MarkedYAMLException e) {
        return e.getProblemMark().getLine() + 1;
    }

    private @Nullable JsonNode node(Node node, List<String> path) {
        if (path.size() > MAX_DEPTH) {
            throw new Endless(node, "an alias (*) stands within what it names");
        } else if (++nodes > MAX_NODES) {
            throw new Endless(node, "aliases (*) unfold to more than " + MAX_NODES + " values");
        } else if (node instanceof MappingNode mapping) {
            return object(mapping, path);
        } else if (node instanceof SequenceNode sequence) {
            return array(sequence, path);
        }
        return text((ScalarNode) node, path);
    }

    private ObjectNode object(MappingNode mapping, List<String> path) {
        ObjectNode object = NODES.objectNode();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode().getTag().equals(Tag.MERGE)) {
                merged.add(entry.getValueNode());
            } else if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                faults.add(line(entry.getKeyNode()), "a key is a plain word");
            } else if (object.has(key.getValue())) {
                faults.add(line(key), "found duplicate key " + key.getValue());
            } else {
                List<String> below = append(path, key.getValue());
                faults.lines().putFirst(below, line(key));
                JsonNode value = node(entry.getValueNode(), below);
                if (value != null) {
                    object.set(key.getValue(), value);
                }
            }
        }
        merged.forEach(node -> merge(object, node, path));
        return object;
    }

    /** {@code <<: *common}: what the mapping says itself comes first. */
    private void merge(ObjectNode object, Node common, List<String> path) {
        if (common instanceof SequenceNode several) {
            several.getValue().forEach(one -> merge(object, one, path));
        } else if (node(common, path) instanceof ObjectNode other) {
            other.properties().forEach(entry -> object.putIfAbsent(entry.getKey(), entry.getValue()));
        } else {
            faults.add(line(common), "<< takes in a mapping, as in <<: *common");
        }
    }

    private ArrayNode array(SequenceNode sequence, List<String> path) {
        ArrayNode array = NODES.arrayNode();
        for (Node element : sequence.getValue()) {
            List<String> below = append(path, Integer.toString(array.size()));
            faults.lines().put(below, line(element));
            JsonNode value = node(element, below);
            if (value != null) {
                array.add(value);
            }
        }
        return array;
    }

    /**
     * The text, or null at a fault. Blank is one: a policy whose user types someone forgot to write must not admit anyone.
     */
    private @Nullable JsonNode text(ScalarNode scalar, List<String> path) {
        try {
            String text = scalar.getTag().equals(Tag.NULL) ? "" : variables.replaceIn(scalar.getValue());
            if (!text.isBlank()) {
                return NODES.textNode(text);
            }
            faults.add("'" + String.join("' > '", path) + "' is blank. Give it a value, or leave it out", path);
        } catch (IllegalArgumentException e) {
            faults.add(line(scalar), String.valueOf(e.getMessage()));
        }
        return null;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static List<String> append(List<String> path, String key) {
        return Stream.concat(path.stream(), Stream.of(key)).toList();
    }

    /** What can't be read to its end. */
    private static final class Endless extends MarkedYAMLException {

        Endless(Node place, String problem) {
            super(null, null, problem, place.getStartMark());
        }
    }
}
