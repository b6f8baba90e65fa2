package dev.switchboard.tidy;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The types and methods that a source declares, as the compiler's own parser sees them.
///
/// @param types simple names, nested and local ones too
record Declarations(List<String> types, List<Method> methods) {
    /// @param lines from the first annotation or modifier to the closing brace
    record Method(String name, long lines) {}

    static Declarations of(SourceFile source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, List.of(new InMemory(source)));
        try {
            Declarations found = new Declarations(new ArrayList<>(), new ArrayList<>());
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Collector(found, unit, positions).scan(unit, null);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Collector extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Declarations found;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Collector(Declarations found, CompilationUnitTree unit, SourcePositions positions) {
            this.found = found;
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            found.types.add(type.getSimpleName().toString());
            for (Tree member : type.getMembers()) {
                if (member instanceof BlockTree initializer) {
                    found.methods.add(new Method("initializer", lines(initializer)));
                }
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            found.methods.add(new Method(method.getName().toString(), lines(method)));
            return super.visitMethod(method, null);
        }

        private long lines(Tree tree) {
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree)) - first + 1;
        }
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String text;

        InMemory(SourceFile source) {
            super(URI.create("memory:///" + source.path()), JavaFileObject.Kind.SOURCE);
            this.text = source.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
