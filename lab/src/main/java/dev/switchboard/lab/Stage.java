package dev.switchboard.lab;

import dev.switchboard.lab.kernel.Cable;
import dev.switchboard.lab.kernel.CableEnd;
import dev.switchboard.lab.peer.Peer;
import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Party;
import dev.switchboard.lab.record.Recorded;
import dev.switchboard.lab.record.Recorder;
import dev.switchboard.lab.record.Report;
import dev.switchboard.lab.server.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Where one run of an experiment plays: starts its processes, keeps its record, takes its findings. One thread plays;
/// any thread may close, which ends every process and removes whatever else the run made.
public final class Stage implements AutoCloseable {
    /// How long something is awaited that the experiment needs, before it goes on without.
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Setup setup;
    private final Experiment experiment;
    private final String model;
    private final Progress progress;
    private final Recorder recorder = new Recorder();
    private final Observers observers;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Scenes scenes = new Scenes();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String cableProblem = "";
    private final Object closing = new Object();
    private boolean closed;

    Stage(Setup setup, Experiment experiment, String model, Progress progress) {
        this.setup = setup;
        this.experiment = experiment;
        this.model = model;
        this.progress = progress;
        this.observers = keep(new Observers(recorder));
        recorder.onCall(observers::expectChange);
    }

    /// The serving model's word.
    public String model() {
        return model;
    }

    /// Begins a scene. Findings and what is seen belong to it until the next begins.
    public void scene(String title) {
        scenes.begin(title, recorder.now());
        progress.scene(experiment.name(), title);
    }

    /// Starts `switchboard serve` with these listeners and waits until it is ready.
    ///
    /// @param specs as for `--listen`: `echo:0`; a TCP listener gets the run's model unless it names one
    public Server serve(String... specs) throws InterruptedException {
        return serveAt(List.of(), specs);
    }

    /// The same behind a prefix that replaces itself by its arguments, such as `ip netns exec NAME`.
    public Server serveAt(List<String> prefix, String... specs) throws InterruptedException {
        Path data = keep(new TemporaryDirectory()).path();
        List<String> arguments = new ArrayList<>(List.of("--model", model, "--data", data.toString()));
        for (String spec : specs) {
            arguments.addAll(List.of("--listen", spec));
        }
        List<String> command = new ArrayList<>(prefix);
        command.addAll(setup.serve(arguments));
        Party party = new Party("server", Party.Side.SERVER);
        Server server = keep(Server.start(party, recorder, command));
        server.awaitReady();
        Observer observer = observers.at(prefix);
        server.addresses().forEach(address -> observer.listens(address, party));
        return server;
    }

    /// Starts a scripted client; it gets ready while the caller goes on.
    public Peer client(String name) throws InterruptedException {
        return clientAt(List.of(), name);
    }

    /// The same behind a prefix.
    public Peer clientAt(List<String> prefix, String name) throws InterruptedException {
        return peer(prefix, new Party(name, Party.Side.CLIENT));
    }

    /// Starts a scripted server, for what the real one never does.
    public Peer scriptedServer(String name) throws InterruptedException {
        return scriptedServerAt(List.of(), name);
    }

    /// The same behind a prefix.
    public Peer scriptedServerAt(List<String> prefix, String name) throws InterruptedException {
        return peer(prefix, new Party(name, Party.Side.SERVER));
    }

    private Peer peer(List<String> prefix, Party party) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(setup.peer());
        Observer observer = observers.at(prefix);
        Peer peer = keep(Peer.start(party, recorder, observer.placesOf(party), command));
        observer.process(peer.pid(), party);
        return peer;
    }

    /// Makes two network namespaces with a cable between them; empty when there can be none here, and the notes say
    /// why.
    public Optional<Cable> cable() {
        Optional<Cable> cable = Optional.empty();
        cableProblem = Cable.problem().orElse("");
        if (cableProblem.isEmpty()) {
            try {
                cable = Optional.of(keep(Cable.open()));
            } catch (IOException e) {
                cableProblem = String.valueOf(e.getMessage());
            }
        }
        if (cable.isEmpty()) {
            note("no cable to cut: " + cableProblem);
        }
        return cable;
    }

    /// Why the last [#cable] was none; empty when it was one.
    public String cableProblem() {
        return cableProblem;
    }

    /// Cuts the cable, on the record.
    public void cut(Cable cable) {
        recorder.act("cut the cable");
        change(cable::cut);
    }

    /// Mends the cable, on the record.
    public void mend(Cable cable) {
        change(cable::mend);
        recorder.act("mend the cable");
    }

    /// Mends the cable in one direction, on the record.
    public void mendTowards(Cable cable, CableEnd end, String party) {
        change(() -> cable.mendTowards(end));
        recorder.act("mend the cable towards " + party);
    }

    private interface Change {
        void make() throws IOException;
    }

    private void change(Change change) {
        observers.expectChange();
        try {
            change.make();
        } catch (IOException e) {
            throw new LabException("the cable cannot be changed: " + e.getMessage(), e);
        }
    }

    /// Has something closed when the run is over, at the latest. What was kept last is closed first.
    public <T extends AutoCloseable> T keep(T resource) {
        synchronized (this) {
            if (!closed) {
                open.push(resource);
                return resource;
            }
        }
        close(resource);
        throw new LabException("the run was stopped");
    }

    /// The record.
    public Recorder recorder() {
        return recorder;
    }

    /// What was seen since this scene began.
    public Recorded seen() {
        return recorder.recorded().since(scenes.nanos());
    }

    /// Waits until this scene shows something, at most [#PATIENCE].
    ///
    /// @return false when it did not
    public boolean await(Predicate<Recorded> something) throws InterruptedException {
        long start = scenes.nanos();
        return recorder.await(PATIENCE, recorded -> something.test(recorded.since(start)));
    }

    /// Holds what was observed against the prediction.
    ///
    /// @param what as a phrase: `the server's recv after the client exits`
    public void finding(String what, Expected expected, Object observed) {
        String text = observed.toString();
        add(what, expected, text, expected.holds(text) ? Finding.Outcome.AS_PREDICTED : Finding.Outcome.OTHERWISE);
    }

    /// The same for what only the segments show, once the wire has been read up to now; not run where they cannot be
    /// seen, or some were lost.
    public void finding(String what, Expected expected, Function<Recorded, Object> ofSegments)
            throws InterruptedException {
        Optional<String> problem = observers.awaitWire(recorder.now());
        if (problem.isEmpty()) {
            await(seen -> expected.holds(ofSegments.apply(seen).toString()));
            problem = observers.awaitWire(recorder.now()); // more may have come with what was awaited
        }
        if (problem.isPresent()) {
            notRun(what, expected, problem.get());
        } else {
            finding(what, expected, ofSegments.apply(seen()));
        }
    }

    /// States a prediction that could not be tried.
    public void notRun(String what, Expected expected, String why) {
        add(what, expected, why, Finding.Outcome.NOT_RUN);
    }

    private void add(String what, Expected expected, String observed, Finding.Outcome outcome) {
        findings.add(new Finding(scenes.title(), what, expected.toString(), observed, outcome));
    }

    /// Says what the reader must know.
    public void note(String text) {
        if (!notes.contains(text)) {
            notes.add(text);
        }
    }

    /// The experiment ended before its time: what was found until then stands.
    void endedBy(RuntimeException problem) {
        if (scenes.isEmpty()) {
            scene("the start");
        }
        String observed = problem instanceof LabException ? String.valueOf(problem.getMessage()) : problem.toString();
        add("the scene is played", Expected.is("to its end"), observed, Finding.Outcome.OTHERWISE);
    }

    Report report() {
        observers.close(); // with a last look
        observers.problem().ifPresent(this::note);
        return new Report(
                experiment.name(),
                experiment.dependsOnModel() ? model : "",
                System.getProperty("os.version"),
                experiment.question(),
                scenes.of(recorder.recorded()),
                findings,
                notes);
    }

    /// Whether everything was ended already, or is being ended.
    synchronized boolean isClosed() {
        return closed;
    }

    /// Ends and removes everything that the run made. A second close only waits for the first.
    @Override
    public void close() {
        synchronized (closing) {
            closeAll();
        }
    }

    private void closeAll() {
        List<AutoCloseable> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(open);
            open.clear();
        }
        List<LabException> problems =
                all.stream().flatMap(each -> close(each).stream()).toList();
        if (!problems.isEmpty()) {
            throw problems.getFirst();
        }
    }

    private static Optional<LabException> close(AutoCloseable resource) {
        try {
            resource.close();
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(new LabException("could not clean up: " + e.getMessage(), e));
        }
    }
}
