package dev.jamesext.harness;

import dev.jamesext.harness.Transcript.LineRule;
import dev.jamesext.harness.Transcript.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the notation described at {@link Transcript}. The first thing it does not understand ends it. */
final class TranscriptParser {
    private static final Set<String> LISTENERS = Set.of("smtp", "submissions", "submission", "lmtp");
    private static final int REPEAT_TIMES_MAX = 10_000;

    private final String name;
    private final List<String> lines;
    private final List<String> users = new ArrayList<>();
    private final Deque<Block> blocks = new ArrayDeque<>();
    private String listener = "";
    private boolean implicitTls;
    private String from = "127.0.0.1";
    private int at;

    /** The steps that are being read: the whole transcript, or the inside of a repetition. */
    private record Block(int line, int times, List<Step> steps) {}

    private TranscriptParser(String name, String text) {
        this.name = name;
        this.lines = text.lines().toList();
    }

    /**
     * @param name how messages call the text
     * @throws IllegalArgumentException when the text is not a transcript; the message names the line
     */
    static Transcript parse(String name, String text) {
        return new TranscriptParser(name, text).transcript();
    }

    private Transcript transcript() {
        blocks.push(new Block(0, 1, new ArrayList<>()));
        for (at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.startsWith("@")) {
                directive(line);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                dialogue(line);
            }
        }
        Block block = blocks.pop();
        if (!blocks.isEmpty()) {
            throw problem(block.line(), "this @repeat has no @end");
        }
        if (listener.isEmpty()) {
            throw problem(1, "no @listener is named");
        }
        return new Transcript(listener, implicitTls, from, users, block.steps());
    }

    private void dialogue(String line) {
        String rest = line.length() > 3 ? line.substring(3) : "";
        switch (line.substring(0, Math.min(3, line.length())).stripTrailing()) {
            case "C:" -> add(new Step.Send(number(), rest + "\r\n"));
            case "C|" -> add(new Step.Send(number(), segment()));
            case "X:" -> add(new Step.Send(number(), octets(rest.strip())));
            case "S:" -> add(new Step.ExpectLine(number(), pattern(rest)));
            case "S*" -> add(new Step.ExpectReply(number(), pattern(rest), lineRules('S')));
            case "S+", "S-" -> throw problem(number(), "this line belongs directly below an S* line");
            case "M+", "M-" -> throw problem(number(), "this line belongs directly below @mail ... contains");
            default -> throw problem(number(), "unknown line '" + line + "'");
        }
    }

    private String segment() {
        StringBuilder text = new StringBuilder();
        for (; at < lines.size() && lines.get(at).startsWith("C|"); at++) {
            String line = lines.get(at);
            text.append(line.length() > 3 ? line.substring(3) : "").append("\r\n");
        }
        at--;
        return text.toString();
    }

    /** @param kind of the lines: S for a reply, M for a message */
    private List<LineRule> lineRules(char kind) {
        List<LineRule> rules = new ArrayList<>();
        while (at + 1 < lines.size() && lines.get(at + 1).matches(kind + "[+-] .*")) {
            at++;
            String line = lines.get(at);
            rules.add(new LineRule(number(), line.charAt(1) == '+', pattern(line.substring(3))));
        }
        return rules;
    }

    private void directive(String line) {
        String[] words = line.strip().split(" +", 3);
        String first = words.length > 1 ? words[1] : "";
        String rest = words.length > 2 ? words[2] : "";
        switch (words[0]) {
            case "@listener" -> listener = header(LISTENERS.contains(first), first);
            case "@tls" -> implicitTls = header(first.equals("implicit"), first).equals("implicit");
            case "@from" -> from = header(first.matches("127(\\.[0-9]{1,3}){3}"), first);
            case "@user" -> users.add(header(first.matches("[a-z][a-z0-9]*"), first));
            case "@starttls" -> add(new Step.StartTls(number()));
            case "@auth" -> add(new Step.Auth(number(), first, rest));
            case "@expect-close" -> add(new Step.ExpectClose(number()));
            case "@expect-open" -> add(new Step.ExpectOpen(number()));
            case "@put" -> add(new Step.Put(number(), first));
            case "@reconnect" -> add(new Step.Reconnect(number()));
            case "@mail" -> add(mail(first, rest));
            case "@no-mail" -> add(noMail(first, rest));
            case "@repeat" -> blocks.push(new Block(number(), times(first), new ArrayList<>()));
            case "@end" -> endRepeat();
            default -> throw problem(number(), "unknown directive '" + words[0] + "'");
        }
    }

    private String header(boolean valid, String value) {
        if (!valid) {
            throw problem(number(), "'" + value + "' is not a value for this");
        }
        if (blocks.size() > 1 || !blocks.element().steps().isEmpty()) {
            throw problem(number(), "this must stand before the first step");
        }
        return value;
    }

    private Step mail(String user, String rest) {
        String[] words = mailWords(user, rest);
        if (isQuoted(words, "contains")) {
            int line = number();
            return new Step.MailContains(line, user, octets(words[1]), lineRules('M'));
        }
        if (words[0].equals("equals-file") && !words[1].isEmpty()) {
            return new Step.MailEqualsFile(number(), user, words[1]);
        }
        throw problem(number(), "expected 'contains \"text\"' or 'equals-file name', found '" + rest + "'");
    }

    private Step noMail(String user, String rest) {
        String[] words = mailWords(user, rest);
        if (isQuoted(words, "contains")) {
            return new Step.NoMailContains(number(), user, octets(words[1]));
        }
        throw problem(number(), "expected 'contains \"text\"', found '" + rest + "'");
    }

    private String[] mailWords(String user, String rest) {
        if (!users.contains(user)) {
            throw problem(number(), "no @user '" + user + "'");
        }
        String[] words = rest.split(" +", 2);
        return words.length > 1 ? words : new String[] {words[0], ""};
    }

    private static boolean isQuoted(String[] words, String verb) {
        return words[0].equals(verb) && words[1].length() > 2 && words[1].startsWith("\"") && words[1].endsWith("\"");
    }

    private int times(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > REPEAT_TIMES_MAX) {
            throw problem(number(), "expected a number up to " + REPEAT_TIMES_MAX + ", found '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private void endRepeat() {
        if (blocks.size() == 1) {
            throw problem(number(), "no @repeat is open here");
        }
        Block block = blocks.pop();
        add(new Step.Repeat(block.line(), block.times(), block.steps()));
    }

    private String octets(String text) {
        try {
            return OctetText.parse(text);
        } catch (IllegalArgumentException e) {
            throw problem(number(), String.valueOf(e.getMessage()));
        }
    }

    private Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw problem(number(), "not a regular expression: " + e.getDescription());
        }
    }

    private void add(Step step) {
        blocks.element().steps().add(step);
    }

    private int number() {
        return at + 1;
    }

    private IllegalArgumentException problem(int line, String sentence) {
        return new IllegalArgumentException(name + ":" + line + ": " + sentence);
    }
}
