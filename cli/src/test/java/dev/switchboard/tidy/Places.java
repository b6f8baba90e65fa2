package dev.switchboard.tidy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.net.DatagramSocket;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.TimeUnit;

/// What may be done in one place only: clocks, sockets, threads, output, the end of the process.
///
/// Rules take the package that holds one package a module. `testkit` helps tests and is not shipped.
final class Places {
    /// Beside every `now` of `java.time`.
    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.util.Calendar.getInstance",
            "java.util.Date.<init>",
            "java.util.GregorianCalendar.<init>");

    private static final Set<String> PRINTING = Set.of("java.lang.System.out", "java.lang.System.err");
    private static final Set<String> EXITS =
            Set.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt");

    private Places() {}

    static ArchRule protocolKnowsNoSocketFileOrThread(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".protocol..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net..",
                                "java.io..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.util.concurrent..")
                        .and(not(belongToAnyOf(TimeUnit.class)))
                        .or(belongToAnyOf(
                                Thread.class,
                                ThreadGroup.class,
                                ThreadLocal.class,
                                Runtime.class,
                                ProcessBuilder.class,
                                Timer.class)));
    }

    static ArchRule protocolHasNoClock(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".protocol..")
                .should()
                .accessTargetWhere(describe("a clock is read", Places::readsClock))
                .orShould()
                .dependOnClassesThat(belongToAnyOf(Clock.class, InstantSource.class));
    }

    private static boolean readsClock(JavaAccess<?> access) {
        return CLOCKS.contains(name(access)) || name(access).matches("java\\.time\\..*\\.now");
    }

    static ArchRule onlyServingListens(String root) {
        return outside(root, "serving", "testkit")
                .should()
                .dependOnClassesThat(belongToAnyOf(
                        ServerSocket.class, ServerSocketChannel.class, AsynchronousServerSocketChannel.class));
    }

    static ArchRule onlyServingAndClientHaveSockets(String root) {
        return outside(root, "serving", "client", "testkit")
                .should()
                .dependOnClassesThat(belongToAnyOf(
                        Socket.class,
                        SocketChannel.class,
                        AsynchronousSocketChannel.class,
                        DatagramSocket.class,
                        MulticastSocket.class,
                        DatagramChannel.class));
    }

    /// `cli` writes to the descriptors it was started with; a test may write where it likes.
    static ArchRule onlyJournalSearchAndLabWriteFiles(String root) {
        return outside(root, "journal", "search", "lab", "testkit")
                .should()
                .dependOnClassesThat(belongToAnyOf(FileChannel.class, RandomAccessFile.class, FileWriter.class))
                .orShould()
                .accessTargetWhere(describe("a file is written", Places::writesFile));
    }

    private static boolean writesFile(JavaAccess<?> access) {
        return name(access)
                .matches("java\\.nio\\.file\\.Files\\.(write|new(Buffered|Byte|Output)|create|delete|move|copy).*");
    }

    static ArchRule onlyPosixCallsC(String root) {
        return outside(root, "posix").should().dependOnClassesThat().resideInAPackage("java.lang.foreign..");
    }

    static ArchRule onlyCliPrints(String root) {
        return outside(root, "cli")
                .should()
                .accessTargetWhere(describe(
                        "something is printed", access -> PRINTING.contains(name(access)) || printsTrace(access)));
    }

    private static boolean printsTrace(JavaAccess<?> access) {
        return access.getTarget().getName().equals("printStackTrace")
                && access.getTargetOwner().isAssignableTo(Throwable.class)
                && access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().isEmpty();
    }

    /// A child process ends with its one connection, a scripted end of the lab by its orders; nothing else than its
    /// program may end a process.
    static ArchRule onlyCliExits(String root) {
        return outside(root, "cli", "server.child", "lab.peer")
                .and()
                .doNotHaveFullyQualifiedName(root + ".serving.ServingChild")
                .should()
                .accessTargetWhere(describe("the process ends", access -> EXITS.contains(name(access))));
    }

    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    private static GivenClassesConjunction outside(String root, String... modules) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(root, modules))
                .and()
                .resideInAPackage(root + "..");
    }

    private static String[] packages(String root, String... modules) {
        return Arrays.stream(modules).map(module -> root + "." + module + "..").toArray(String[]::new);
    }
}
