package io.gatehouse.gateway.route;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** On which line of a YAML text each key stands. */
final class LineIndex {

    /** A route file is four levels deep. */
    private static final int MAX_DEPTH = 16;

    private final Map<List<String>, Integer> lines = new HashMap<>();

    LineIndex(Yaml yaml, String text) {
        Node root = yaml.compose(new StringReader(text));
        if (root != null) {
            visit(List.of(), root);
        }
    }

    /** The line of the key at this path, or of the nearest key above it that exists. */
    int lineOf(List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            @Nullable Integer line = lines.get(path.subList(0, length));
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    private void visit(List<String> path, Node node) {
        if (path.size() > MAX_DEPTH) {
            throw new YAMLException("an alias (*) stands within what it names");
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    List<String> below = append(path, key.getValue());
                    lines.put(below, key.getStartMark().getLine() + 1);
                    visit(below, entry.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(element -> visit(append(path, "-"), element));
        }
    }

    private static List<String> append(List<String> path, String key) {
        return Stream.concat(path.stream(), Stream.of(key)).toList();
    }
}
