package dev.switchboard.lab.show;

import static dev.switchboard.lab.show.Reports.CLIENT;
import static dev.switchboard.lab.show.Reports.SERVER;
import static dev.switchboard.lab.show.Reports.call;
import static dev.switchboard.lab.show.Reports.report;
import static dev.switchboard.lab.show.Reports.scene;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.lab.record.Entry;
import dev.switchboard.lab.record.Finding;
import dev.switchboard.lab.record.Report;
import dev.switchboard.lab.record.Scene;
import dev.switchboard.posix.TcpState;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlPageTest {
    private static final String EVIL = "</svg></pre><script>alert(1)</script>\"'& \u001b\u202e\u0000\ud83d";

    @Test
    void thePageAsksForNothingFromAnywhere() throws IOException {
        String page = page(Reports.full());
        assertThat(page.replace("xmlns=\"http://www.w3.org/2000/svg\"", "").replace("http-equiv", ""))
                .doesNotContain("http", "//", "src=", "@import", "url(", "<script", "<link", "<img");
        assertThat(page).contains("default-src 'none'").contains("prefers-color-scheme: dark");
    }

    @Test
    void everySceneHasADiagramThatIsXml() throws Exception {
        List<Element> diagrams = diagrams(page(Reports.full()));
        assertThat(diagrams).hasSize(3).allMatch(svg -> svg.getTagName().equals("svg"));
        assertThat(texts(diagrams.getFirst()))
                .contains("SYN", "PSH ACK 13 B", "RST", "kill -9 client", "recv …", "⋮ 5.01 s later ⋮", "CLOSE_WAIT");
    }

    @Test
    void nothingOfTheRecordIsObeyedByTheBrowser() throws Exception {
        Report report = new Report(
                EVIL,
                EVIL,
                EVIL,
                EVIL,
                List.of(scene(
                        EVIL,
                        List.of(
                                call(0, 5, SERVER, EVIL, EVIL, EVIL),
                                Reports.toServer(1, 50123, EVIL, 1),
                                Reports.act(2, EVIL),
                                new Entry.Said(Reports.at(3), CLIENT, EVIL)))),
                List.of(new Finding(EVIL, EVIL, EVIL, EVIL, Finding.Outcome.OTHERWISE)),
                List.of(EVIL));
        StringBuilder page = new StringBuilder();
        HtmlPage.writeAll(EVIL, List.of(report, report), page);
        assertThat(page).doesNotContain("<script").doesNotContainPattern("[\u0000\u001b\u202e\ud83d]");
        assertThat(diagrams(page.toString())).hasSize(2);
    }

    @Test
    void noTwoTextsOfADiagramOverlap() throws Exception {
        for (Element svg : diagrams(page(Reports.full()))) {
            List<Box> boxes = boxes(svg);
            for (Box box : boxes) {
                assertThat(boxes.stream().filter(other -> !other.equals(box) && other.overlaps(box)))
                        .as("overlapping %s", box)
                        .isEmpty();
                assertThat(box.left()).as("%s begins within the picture", box).isNotNegative();
            }
        }
    }

    @Test
    void eachClientHasALifeLine() throws Exception {
        Element svg = diagrams(page(report(Reports.twoClients()))).getFirst();
        assertThat(elements(svg, "line", "life")).hasSize(3);
        assertThat(texts(svg)).contains("A", "B", "server");
    }

    @Test
    void aConnectionToldInPartHasNoBarThatWouldSayWhatWasNotSo() throws Exception {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            entries.add(Reports.server(i * 10, 40_000 + i, TcpState.ESTABLISHED, 0, 0));
            entries.add(Reports.server(i * 10 + 5, 40_000 + i, TcpState.CLOSE_WAIT, 0, 0));
        }
        Element svg = diagrams(page(report(scene("a leak", entries)))).getFirst();
        assertThat(texts(svg)).contains("… 197 more changes");
        assertThat(elements(svg, "rect", "bar s-established")).hasSize(3);
        assertThat(elements(svg, "rect", "bar s-close_wait")).hasSize(3);
    }

    @Test
    void withoutSegmentsCallsThatAnsweredEachOtherAreJoined() throws Exception {
        Scene unseen = scene(
                call(0, 0.2, CLIENT, "connect", "", "0"),
                call(0.1, 0.3, SERVER, "accept", "", "s2"),
                call(1, 1.1, CLIENT, "send", "", "13"),
                call(2, 2.1, CLIENT, "send", "", "14"),
                call(0.5, 3, SERVER, "recv", "", "27"),
                call(4, 4.1, CLIENT, "send", "", "5"),
                call(5, 5.1, SERVER, "recv", "", "ECONNRESET"));
        Element svg = diagrams(page(report(unseen))).getFirst();
        assertThat(elements(svg, "line", "answered")).hasSize(3);
        assertThat(elements(svg, "line", "wire")).isEmpty();
        assertThat(texts(svg)).contains("connect", "13 B", "14 B").doesNotContain("5 B");
    }

    @Test
    void aMarkHasWordsForThoseWhoDoNotSeeIt() throws IOException {
        assertThat(page(Reports.full()))
                .contains("<span class=\"words\">as predicted</span>")
                .contains("<span class=\"words\">otherwise</span>")
                .contains("<span class=\"words\">not run</span>");
    }

    @Test
    void severalReportsHaveAnIndexAndModelsAreCompared() throws IOException {
        StringBuilder page = new StringBuilder();
        HtmlPage.writeAll("crash", List.of(Reports.full("single"), Reports.full("thread")), page);
        assertThat(page)
                .contains("href=\"#r1\">crash (single)</a>")
                .contains("id=\"r1\"")
                .contains("href=\"#r2\">crash (thread)</a>")
                .contains("id=\"r2\"")
                .contains("<th scope=\"col\">single</th><th scope=\"col\">thread</th>");
    }

    @Test
    void aRunOfWhichNothingWasRunIsNotTicked() throws IOException {
        Finding notRun = Reports.finding("the cable is cut", "needs root", Finding.Outcome.NOT_RUN);
        Report report = new Report("crash", "", "6.1", "?", List.of(), List.of(notRun), List.of());
        StringBuilder page = new StringBuilder();
        HtmlPage.writeAll("all", List.of(report), page);
        assertThat(page)
                .contains("<li class=\"dash\"><a href=\"#r1\">crash</a>")
                .doesNotContain("class=\"tick\"");
    }

    /// Where a text stands, as wide as a monospaced font of 12 pixels makes it.
    private record Box(String text, double left, double right, int base) {
        boolean overlaps(Box other) {
            return left < other.right && other.left < right && Math.abs(base - other.base) < 11;
        }
    }

    private static List<Box> boxes(Element svg) {
        List<Box> boxes = new ArrayList<>();
        for (Element text : elements(svg, "text", "")) {
            double width = Columns.of(text.getTextContent())
                    * (text.getAttribute("class").equals("state") ? 6.7 : 7.25);
            double x = Double.parseDouble(text.getAttribute("x"));
            double left = switch (text.getAttribute("text-anchor")) {
                case "start" -> x;
                case "middle" -> x - width / 2;
                default -> x - width;
            };
            boxes.add(new Box(text.getTextContent(), left, left + width, Integer.parseInt(text.getAttribute("y"))));
        }
        return boxes;
    }

    private static List<String> texts(Element svg) {
        return elements(svg, "text", "").stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Element svg, String tag, String style) {
        List<Element> elements = new ArrayList<>();
        NodeList nodes = svg.getElementsByTagName(tag);
        for (int i = 0; i < nodes.getLength(); i++) {
            Element element = (Element) nodes.item(i);
            if (element.getAttribute("class").startsWith(style)) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static List<Element> diagrams(String page) throws Exception {
        List<Element> diagrams = new ArrayList<>();
        Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page);
        while (svg.find()) {
            diagrams.add(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg.group())))
                    .getDocumentElement());
        }
        return diagrams;
    }

    private static String page(Report report) throws IOException {
        StringBuilder page = new StringBuilder();
        HtmlPage.write(report, page);
        return page.toString();
    }
}
