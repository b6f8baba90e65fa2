package dev.switchboard.tidy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files that people write, read once from the working copy that the tests run in.
final class Repository {
    private static final Set<String> NOT_WRITTEN = Set.of(".git", "target", ".idea", ".vscode", "switchboard-data");
    private static final int SHEBANG = '#' << Byte.SIZE | '!';

    private final Path root;
    private final List<Path> files;

    private Repository(Path root, List<Path> files) {
        this.root = root;
        this.files = files;
    }

    /// The repository that holds the working directory.
    static Repository here() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("LICENSE")) || !Files.exists(root.resolve("pom.xml"))) {
            root = root.getParent();
            if (root == null) {
                throw new IOException("tests run within the repository");
            }
        }
        return new Repository(root, walk(root));
    }

    private static List<Path> walk(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                Path name = directory.getFileName();
                return name != null && NOT_WRITTEN.contains(name.toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE; // another program's file that lived for a moment
            }
        });
        return files;
    }

    /// Java sources of the product.
    List<SourceFile> mainSources() {
        return sources("/src/main/java/");
    }

    /// Java sources of the product and of the tests.
    List<SourceFile> javaSources() {
        return sources("/src/");
    }

    private List<SourceFile> sources(String within) {
        return files.stream()
                .filter(file -> file.toString().endsWith(".java"))
                .map(file -> SourceFile.read(root, file))
                .filter(source -> source.path().contains(within))
                .toList();
    }

    List<SourceFile> documents() {
        return files.stream()
                .filter(file -> file.toString().endsWith(".md"))
                .map(file -> SourceFile.read(root, file))
                .toList();
    }

    /// What the project is built and run with: Maven's files, workflows and everything that begins with `#!`.
    List<SourceFile> scripts() {
        return files.stream()
                .filter(Repository::isScript)
                .map(file -> SourceFile.read(root, file))
                .toList();
    }

    private static boolean isScript(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.matches(".*\\.(xml|sh|py|ya?ml|properties|toml)") || beginsWithShebang(file);
    }

    private static boolean beginsWithShebang(Path file) {
        try (var in = Files.newInputStream(file)) {
            return (in.read() << Byte.SIZE | in.read()) == SHEBANG;
        } catch (IOException e) {
            return false; // no file to read is no script
        }
    }
}
