package dev.switchboard.cli;

import dev.switchboard.serving.Model;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a serving model by its word, the same as in a listener's specification.
final class ModelWord implements ITypeConverter<Model> {
    @Override
    public Model convert(String word) {
        for (Model model : Model.values()) {
            if (model.word().equals(word)) {
                return model;
            }
        }
        String all = Arrays.stream(Model.values()).map(Model::word).collect(Collectors.joining(", "));
        throw new TypeConversionException("is one of %s, not '%s'".formatted(all, word));
    }
}
