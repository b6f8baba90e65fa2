import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Gives the classes of a jar a newer form where theirs is too old for an AOT cache: those of Java 5 and before have no
/// stack maps, so the JVM would read and verify them at every start. Their instructions stay what they are; everything
/// else in the jar is copied. A jar that has none of them is left alone.
final class ModernClasses {
    /// The first version whose classes must have stack maps.
    private static final int WANTED = ClassFile.JAVA_7_VERSION;

    /// The oldest whose instructions are all allowed in it.
    private static final int LEAST = ClassFile.JAVA_5_VERSION;

    private ModernClasses() {}

    /// Arguments: jars.
    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            modernize(Path.of(jar));
        }
    }

    private static void modernize(Path path) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        boolean changed = false;
        URL[] itself = {URI.create("jar:" + path.toUri() + "!/").toURL()};
        try (JarFile jar = new JarFile(path.toFile());
                URLClassLoader loader = new URLClassLoader(itself);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(unfinished))) {
            var hierarchy =
                    ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
            ClassFile classes = ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(hierarchy),
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
            for (JarEntry entry : jar.stream().toList()) {
                byte[] content = jar.getInputStream(entry).readAllBytes();
                byte[] modern = entry.getName().endsWith(".class") ? modern(classes, content) : content;
                changed |= modern != content;
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(modern);
                out.closeEntry();
            }
        }
        if (changed) {
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.delete(unfinished);
        }
    }

    private static byte[] modern(ClassFile classes, byte[] content) {
        ClassModel model = classes.parse(content);
        if (model.majorVersion() < LEAST || model.majorVersion() >= ClassFile.JAVA_6_VERSION) {
            return content;
        }
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(WANTED, 0);
            } else {
                builder.with(element);
            }
        };
        CodeTransform anew = (builder, element) -> builder.with(element);
        return classes.transformClass(model, version.andThen(ClassTransform.transformingMethodBodies(anew)));
    }
}
