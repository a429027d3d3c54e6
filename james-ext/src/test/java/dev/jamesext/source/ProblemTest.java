package dev.jamesext.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void rendersHeadlineLineAndCaret() {
        assertThat(render("a\nb = 'cd'\n", 7, 9)).isEqualTo("""
                p:2:6: error: k: found it
                  2 | b = 'cd'
                    |      ^^""");
    }

    @Test
    void leavesOutTheKeyOfTheWholeFile() {
        Problem problem = new Problem(
                Problem.Severity.WARNING, SourceText.of("list.txt", "x"), Span.at(0), KeyPath.ROOT, "found it");
        assertThat(problem.headline()).isEqualTo("list.txt:1:1: warning: found it");
    }

    @Test
    void putsTheCaretBelowTheRightTerminalColumn() {
        // An astral letter takes one column, an ideograph and a pictograph two, a combining mark none.
        assertThat(render("𝒳漢e\u0301😀bad", 7, 10)).isEqualTo("""
                p:1:6: error: k: found it
                  1 | 𝒳漢é😀bad
                    |       ^^^""".replace("é", "e\u0301"));
        assertThat(render("x漢字y", 1, 3)).endsWith("\n    |  ^^^^");
    }

    @Test
    void showsTabsAsBlanksAndControlsAsEscapes() {
        assertThat(render("\ta\u001b[2Jb\u202ec", 8, 9)).isEqualTo("""
                p:1:9: error: k: found it
                  1 |  a\\u001b[2Jb\\u202ec
                    |                   ^""");
    }

    @Test
    void cutsTheCaretAtTheEndOfTheLine() {
        assertThat(render("ab\ncd", 1, 5)).endsWith("\n    |  ^");
        assertThat(render("ab\r\ncd", 2, 2)).endsWith("  1 | ab\n    |   ^");
        assertThat(render("ab", 2, 2)).endsWith("  1 | ab\n    |   ^");
        assertThat(render("", 0, 0)).endsWith("  1 | \n    | ^");
    }

    @Test
    void pointsAtTheWholeOfAnAstralCharacterCutInHalf() {
        assertThat(render("😀x", 1, 2)).endsWith("  1 | 😀x\n    | ^^");
    }

    @Test
    void showsLineOfTheLargestWidthWholeAndCutsTheNext() {
        String line = "x".repeat(Snippet.SHOWN_POINTS_MAX);
        assertThat(render(line, 100, 101)).contains("| " + line + "\n");
        assertThat(render(line + "x", 0, 1)).contains("| " + line + "...\n    | ^");
        String cut = render("x".repeat(500) + "HERE" + "y".repeat(500), 500, 504);
        assertThat(cut).contains("| ..." + "x".repeat(80) + "HERE" + "y".repeat(76) + "...\n");
        assertThat(cut).endsWith("| " + " ".repeat(83) + "^^^^");
        assertThat(render("x".repeat(500) + "HERE", 500, 504)).contains("..." + "x".repeat(80) + "HERE\n");
    }

    @Test
    void escapesWhatStrangersWroteIntoTheSentence() {
        Problem problem = new Problem(
                Problem.Severity.ERROR, SourceText.of("p", ""), Span.at(0), KeyPath.of("a\nb"), "found '\r\u0007'");
        assertThat(problem.headline()).isEqualTo("p:1:1: error: \"a\\u000ab\": found '\\u000d\\u0007'");
    }

    private static String render(String text, int start, int end) {
        return new Problem(
                        Problem.Severity.ERROR,
                        SourceText.of("p", text),
                        new Span(start, end),
                        KeyPath.of("k"),
                        "found it")
                .render();
    }
}
