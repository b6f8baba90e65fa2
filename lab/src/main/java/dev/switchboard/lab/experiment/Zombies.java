package dev.switchboard.lab.experiment;

import dev.switchboard.lab.Expected;
import dev.switchboard.lab.Experiment;
import dev.switchboard.lab.Stage;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.peer.PeerSocket;
import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.server.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// What is left of a server's child processes when they have ended: with a server that collects them, with one that
/// does not, and with one that lets the kernel do it.
public final class Zombies implements Experiment {
    private static final int CLIENTS = 3;
    private static final List<String> CHILDREN_IGNORED = List.of("/usr/bin/env", "--ignore-signal=CHLD");

    @Override
    public String name() {
        return "zombies";
    }

    @Override
    public String question() {
        return "With a process for each connection, what is left of the processes when the connections are over?";
    }

    @Override
    public boolean dependsOnModel() {
        return false;
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        stage.scene("a server that collects its children");
        Peer client = stage.client("client");
        Peer careless = stage.scriptedServer("careless");
        boolean canIgnore = canIgnoreChildren();
        Peer ignoring = canIgnore ? stage.scriptedServerAt(CHILDREN_IGNORED, "ignoring") : careless;
        collected(stage, client);
        uncollected(stage, client, careless);
        stage.scene("a server that ignores SIGCHLD");
        if (canIgnore) {
            ignored(stage, client, ignoring);
        } else {
            stage.notRun(
                    "zombies when SIGCHLD is ignored", Expected.is("0"), "this env has no --ignore-signal (coreutils)");
        }
    }

    private static void collected(Stage stage, Peer client) throws InterruptedException {
        Server server = stage.serve("echo:0,model=process,warm=0");
        for (Conversation talk : connected(client, server.address())) {
            talk.talk("hello");
            talk.socket().close().get();
        }
        stage.await(seen -> seen.said(server.party(), "connection closed").size() == CLIENTS);
        long processes = stage.seen().said(server.party(), "connection opened").stream()
                .map(Entry.Said::line)
                .map(Zombies::pid)
                .distinct()
                .count();
        stage.finding("processes that served 3 connections of a process each", Expected.is("3"), processes);
        ProcessTable table = new ProcessTable(stage.recorder());
        List<ProcessTable.Entry> left = table.children(server.pid(), "server", List::isEmpty);
        stage.finding("children of the collecting server, zombies and others", Expected.is("0"), left.size());
    }

    private static String pid(String line) {
        int at = line.indexOf(" pid=");
        return at < 0 ? "none" : line.substring(at).strip().split(" ", 2)[0];
    }

    private static void uncollected(Stage stage, Peer client, Peer server) throws InterruptedException {
        stage.scene("a server that never collects");
        ProcessTable table = new ProcessTable(stage.recorder());
        PeerSocket listening = Listening.on(server, CLIENTS);
        List<Conversation> near = connected(client, listening.localAddress());
        List<PeerSocket> far = accepted(listening);
        List<Long> children = spawnEach(far);
        List<ProcessTable.Entry> ended =
                table.children(server.pid(), server.party().name(), seen -> ProcessTable.zombies(seen) == CLIENTS);
        stage.finding("zombies of the server that never collects", Expected.is("3"), ProcessTable.zombies(ended));

        PeerSocket first = near.getFirst().socket();
        stage.finding(
                "the client's poll while the parent keeps its copy of the socket",
                Expected.is("timeout"),
                first.poll(200).get().result());
        far.getFirst().close().get();
        stage.finding(
                "the client's recv once only the zombie had the socket",
                Expected.is("0 (end)"),
                first.recv(100).get().result());

        stage.finding(
                "kill -9 of a zombie",
                Expected.is("ok"),
                server.killChild(children.getFirst()).get().result());
        stage.finding(
                "zombies after the kill -9",
                Expected.is("3"),
                ProcessTable.zombies(table.children(server.pid(), server.party().name(), seen -> true)));
        stage.finding(
                "waitpid of a zombie",
                Expected.is("ended with 0"),
                server.collect(children.getFirst()).get().result());
        stage.finding(
                "zombies after one waitpid",
                Expected.is("2"),
                ProcessTable.zombies(table.children(server.pid(), server.party().name(), seen -> true)));
        server.exit();
        stage.finding(
                "zombies after the server has ended",
                Expected.is("0"),
                table.awaitGone(children).size());
    }

    private static void ignored(Stage stage, Peer client, Peer server) throws InterruptedException {
        PeerSocket listening = Listening.on(server, CLIENTS);
        connected(client, listening.localAddress());
        List<Long> children = spawnEach(accepted(listening));
        List<ProcessTable.Entry> left = new ProcessTable(stage.recorder()).awaitGone(children);
        stage.finding("zombies when SIGCHLD is ignored", Expected.is("0"), left.size());
        stage.finding(
                "waitpid when SIGCHLD is ignored",
                Expected.is("ECHILD"),
                server.collect(children.getFirst()).get().result());
    }

    private static List<Conversation> connected(Peer client, InetSocketAddress server) throws InterruptedException {
        List<Conversation> talks = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            talks.add(Conversation.open(client, server));
        }
        return talks;
    }

    private static List<PeerSocket> accepted(PeerSocket listening) throws InterruptedException {
        List<PeerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            sockets.add(listening.accept().get());
        }
        return sockets;
    }

    /// A child for each connection that ends at once.
    private static List<Long> spawnEach(List<PeerSocket> connections) throws InterruptedException {
        List<Long> children = new ArrayList<>();
        for (PeerSocket connection : connections) {
            children.add(Long.valueOf(connection.spawn("/bin/true").get().result()));
        }
        return children;
    }

    private static boolean canIgnoreChildren() throws InterruptedException {
        List<String> command = new ArrayList<>(CHILDREN_IGNORED);
        command.add("/bin/true");
        try {
            return new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
