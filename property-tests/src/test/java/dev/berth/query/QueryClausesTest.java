package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.InstanceView;
import dev.berth.workload.PlainView;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The definition of the language clause by clause, on examples; both readers are held to them. */
class QueryClausesTest {
    /** What most of the examples are about. */
    private static final PlainView VIEW = PlainView.bare()
            .with("x", "b")
            .with("ten", "10")
            .with("half", "0.5")
            .with("quote", "it's \"a\\b\"")
            .with("none", null)
            .with("exists", "in")
            .with("a:b", "c:d")
            .with("high", "\uD83D\uDE00")
            .with("and", "not")
            .with("tilde", "~b")
            .with("empty", "")
            .with("lines", "a\nb")
            .withAgent(true, "1.14.5-rc1")
            .withRegistration("i-1", Instant.parse("2018-06-18T22:28:28.5Z"))
            .withTasksOf("service:a", "service:a", "g h");

    private static final String YES = "attribute:x == b";
    private static final String NO = "attribute:x == c";

    private static final List<String> TRUE = List.of(
            // and binds tighter than or, not tighter than and
            YES + " or " + YES + " and " + NO,
            NO + " and " + NO + " or " + YES,
            "not " + NO + " and " + YES,
            "not " + NO + " or " + NO,
            "not(" + YES + " and " + NO + ")",
            "(" + YES + " or " + NO + ") and (" + NO + "||" + YES + ")",
            // a pattern without quotes
            "attribute:x =~ (a|b)",
            "attribute:x =~ [a,b] and attribute:ten =~ [0-9]{2}",
            "attribute:x =~ a|b && attribute:x matches(b|c)",
            "(attribute:x =~ (b)(c|)) and !(attribute:x !~ [b])",
            "attribute:x !~ (a|c)||attribute:x not_matches b",
            "attribute:and =~ not or attribute:x =~ =",
            "attribute:tilde =~ ~[(b)]",
            // spellings, cases and spaces
            "attribute:x equals b",
            "attribute:x EQUALS b And Not attribute:x Not_Equals b oR attribute:x eXists",
            "attribute:x not_equals c",
            "attribute:x greater_than a",
            "attribute:x greater_than_equal b",
            "attribute:x less_than c",
            "attribute:x less_than_equal b",
            "attribute:y not_exists",
            "attribute:y !exists",
            "attribute:y!exists",
            "attribute:y !EXISTS",
            "attribute:y Not_Exists",
            "attribute:x not_in [c]",
            "attribute:x !in[c]",
            "attribute:x!In [ c , d ]",
            "attribute:x in[b]",
            "attribute:x matches a*b",
            "attribute:x not_matches c",
            "attribute:x==b&&attribute:x!=c||attribute:x<a",
            "!attribute:x==c",
            "!!attribute:x==b",
            "! ! attribute:x==b",
            "not!attribute:x==b",
            "!not attribute:x==b",
            "\t(\r\n" + YES + " )\n",
            "(" + YES + ")and(" + YES + ")",
            // literals
            "attribute:quote == 'it\\'s \"a\\b\"'",
            "attribute:quote == \"it's \\\"a\\\\b\\\"\"",
            "attribute:quote == 'it\\'s \\\"a\\b\\\"'",
            "attribute:and == not",
            "attribute:exists in [and, or, not, in, exists]",
            "attribute:exists exists",
            "attribute:a:b == c:d",
            "attribute:tilde == ~b",
            "attribute:tilde==~b",
            "attribute:tilde =~~b",
            "attribute:empty == ''",
            "attribute:empty == \"\" and attribute:empty in ['', a]",
            "attribute:empty =~ ''",
            "attribute:lines == 'a\nb'",
            "attribute:x != agentVersion",
            "attribute:x != b\u00A0",
            // attributes: numbers where both are, else code points
            "attribute:ten > 9",
            "attribute:ten <= 10.0",
            "attribute:ten >= +10",
            "attribute:ten != 10.0",
            "attribute:ten < 9x",
            "attribute:ten < 9.",
            "attribute:ten > -11 and attribute:ten < 0011",
            "attribute:half > .49x",
            "attribute:half <= 0.50",
            "attribute:half > -1",
            "attribute:high > \uFFFD",
            "attribute:high > \uD83D",
            "attribute:x > B",
            "attribute:x < ba",
            "attribute:x > ''",
            // missing, and without a value
            "attribute:none exists",
            "not attribute:none !exists",
            "not attribute:none != a and not attribute:none !in [a] and not attribute:none !~ a",
            "not attribute:y != a and not attribute:y !in [a] and not attribute:y !~ a",
            "not attribute:y < a and not attribute:y >= a and not attribute:y == ''",
            "not(attribute:y == a)",
            // patterns
            "attribute:lines !~ a.b and attribute:lines =~ '(?s)a.b'",
            "attribute:x !~ B and attribute:x =~ '(?i)B'",
            "attribute:x =~ '(a|b)' and attribute:x =~ '[^a]'",
            "attribute:a:b !~ c and attribute:a:b !~ :d and attribute:a:b =~ c.d",
            "attribute:ten =~ \\d+ and attribute:ten =~ '\\d{2}'",
            // versions
            "agentVersion == 1.14.5 and agentVersion == 1.14.5.0 and agentVersion == 01.014.5",
            "agentVersion > 1.9 and agentVersion < 1.14.10 and agentVersion >= 1.14 and agentVersion < 2",
            "agentVersion in [1, 1.14.5.0.0] and agentVersion !in [1.14, 2]",
            "agentVersion exists",
            // instants
            "registeredAt == 2018-06-18T22:28:28.5 and registeredAt in [2018-06-18T22:28:28.500Z]",
            "registeredAt == 2018-06-19T00:28:28.5+02:00 and registeredAt == 2018-06-18T20:58:28.5-01:30",
            "registeredAt > 2018-06-18 and registeredAt > 2018-06-18T22:28 and registeredAt < 2018-06-18T22:29Z",
            "registeredAt >= '2018-06-18T22:28:28.499999999' and registeredAt < 2018-06-18T22:28:28.500000001Z",
            "registeredAt > 0000-01-01 and registeredAt < 9999-12-31T23:59:59.999999999-18:00",
            "registeredAt != 2018-06-18 and registeredAt !in [2018-06-18, 2020-02-29]",
            // counts
            "runningTasksCount == 3 and runningTasksCount >= 3 and runningTasksCount <= '3'",
            "runningTasksCount > -1 and runningTasksCount < 10 and runningTasksCount != 1",
            "runningTasksCount in [1, 3] and runningTasksCount !in ['2'] and runningTasksCount exists",
            // agentConnected, ec2InstanceId
            "agentConnected == true and agentConnected != TRUE and agentConnected != yes and agentConnected =~ t.*",
            "agentConnected exists and not agentConnected !exists and agentConnected in [true, false]",
            "ec2InstanceId == i-1 and ec2InstanceId !~ i and ec2InstanceId exists",
            // groups: some task's
            "task:group == service:a and task:group != service:a",
            "task:group in ['g h', x] and task:group !in ['g h']",
            "task:group =~ service:.* and task:group !~ service:.*",
            "not task:group !~ .* and not task:group !in [service:a, 'g h'] and task:group exists");

    private static final List<String> TRUE_OF_AN_UNKNOWN = List.of(
            "agentVersion !exists and ec2InstanceId !exists and registeredAt !exists and task:group !exists",
            "not agentVersion == 0 and not agentVersion != 0 and not agentVersion < 1 and not agentVersion !in [0]",
            "not ec2InstanceId == '' and not ec2InstanceId != a and not ec2InstanceId !in [a]",
            "not ec2InstanceId =~ '' and not ec2InstanceId =~ .* and not ec2InstanceId !~ a",
            "not registeredAt == 2018-01-01 and not registeredAt != 2018-01-01 and not registeredAt > 1970-01-01",
            "not task:group == a and not task:group != a and not task:group in [a] and not task:group !in [a]",
            "not task:group =~ .* and not task:group !~ a",
            "runningTasksCount == 0 and runningTasksCount exists and agentConnected == true");

    private static final List<String> REFUSED = List.of(
            // no expression
            "", " ", "\r\n\t", "()", "not", "!", "and", "attribute:x", YES + " and", "or " + YES, YES + " " + YES,
            YES + " not " + YES, "(" + YES, YES + ")", "(" + YES + "))", YES + " & " + YES, YES + " | " + YES,
            YES + " &&& " + YES, YES + " & & " + YES, YES + " and or " + YES, YES + ",", YES + " \u00A0",
            "\u000B" + YES, "attribute:x exists\u00A0",
            YES + " xor " + YES, "not" + YES, YES + " andattribute:x exists", YES + "and " + YES + "and " + YES + "]",
            // no subject
            "x == b", "attribute == b", "attribute: == b", "attribute: x == b", "attribute:'x' == b",
            "'attribute:x' == b", "Attribute:x == b", "ATTRIBUTE:x == b", "agentversion == 1", "AgentConnected == true",
            "task:Group == a", "task == a", "task:groups == a", "taskgroup == a", "task : group == a",
            "agentConnected2 exists", "b == b",
            // no operator
            "attribute:x b", "attribute:x = b", "attribute:x === b", "attribute:x = = b", "attribute:x ! = b",
            "attribute:x ! exists", "attribute:x ! in [b]", "attribute:x not exists", "attribute:x not in [b]",
            "attribute:x is b", "attribute:x ~ b", "attribute:x =! b", "attribute:x => b", "attribute:x =< b",
            "attribute:x <> b", "attribute:x existsx", "attribute:x !existsor " + YES, "attribute:x !ina",
            "attribute:x greater b", "attribute:x not-equals b", "attribute:x equalsb", "attribute:x exists b",
            YES + " \u00F6r " + YES,
            // no literal
            "attribute:x ==", "attribute:x == (b)", "attribute:x == [b]", "attribute:x == b c", "attribute:x == b,c",
            "attribute:x == 'b", "attribute:x == b'", "attribute:x == 'b\"", "attribute:x == '\\'",
            "attribute:x == 'a''b'", "attribute:x == a'b'", "attribute:x == a=b", "attribute:x == a!b",
            "attribute:x == a<b", "attribute:x == a&b", "attribute:x == a|b", "attribute:x == a(b",
            "attribute:x == a[b", "attribute:x == a\"b", "attribute:x == ! ", "attribute:x in b",
            "attribute:x in []", "attribute:x in [ ]", "attribute:x in [,]", "attribute:x in [b,]",
            "attribute:x in [,b]", "attribute:x in [b c]", "attribute:x in [b", "attribute:x in b]",
            "attribute:x in [[b]]", "attribute:x in (b)", "attribute:x in", "attribute:x in ['b]",
            // operators that the subject does not take
            "agentConnected < true", "agentConnected <= true", "agentConnected > true", "agentConnected >= true",
            "ec2InstanceId < a", "ec2InstanceId less_than_equal a", "ec2InstanceId > a", "ec2InstanceId >= a",
            "task:group < a", "task:group <= a", "task:group greater_than a", "task:group >= a", "agentVersion =~ 1",
            "agentVersion !~ 1", "registeredAt =~ 2018-01-01", "registeredAt not_matches 2018-01-01",
            "runningTasksCount matches 1", "runningTasksCount !~ 1",
            // literals that are not of the subject's type
            "agentVersion == a", "agentVersion == ''", "agentVersion == 1.", "agentVersion == .1",
            "agentVersion == 1..2", "agentVersion == v1", "agentVersion == 1.2-rc", "agentVersion == -1",
            "agentVersion == +1", "agentVersion in [1, a]", "agentVersion == '1 '", "agentVersion == \u0661",
            "runningTasksCount == a", "runningTasksCount == ''", "runningTasksCount == 1.0", "runningTasksCount == 1e1",
            "runningTasksCount == '1 '", "runningTasksCount == --1", "runningTasksCount == +",
            "runningTasksCount == 0x1", "runningTasksCount in [1, 2, x]", "runningTasksCount == \u0661",
            "runningTasksCount == 1_0", "registeredAt == a", "registeredAt == ''", "registeredAt == 2018",
            "registeredAt == 2018-06", "registeredAt == 2018-6-18", "registeredAt == 18-06-18",
            "registeredAt == 2018-13-01", "registeredAt == 2018-00-01", "registeredAt == 2018-02-29",
            "registeredAt == 2018-06-31", "registeredAt == 2018-06-00", "registeredAt == 20180618",
            "registeredAt == 2018-06-18T", "registeredAt == 2018-06-18T22", "registeredAt == 2018-06-18T24:00",
            "registeredAt == 2018-06-18T22:60", "registeredAt == 2018-06-18T22:28:60",
            "registeredAt == 2018-06-18T22:28:28.", "registeredAt == 2018-06-18T22:28.5", "registeredAt == 2018-06-18Z",
            "registeredAt == 2018-06-18+00:00", "registeredAt == 2018-06-18T22Z",
            "registeredAt == 2018-06-18T22:28+0000", "registeredAt == 2018-06-18T22:28+00",
            "registeredAt == 2018-06-18T22:28+00:60", "registeredAt == 1528838400",
            "registeredAt == 2018-06-18T22:28+00:00:00", "registeredAt == 2018-06-18T22:28:28,5",
            "registeredAt == '2018-06-18 22:28:28'", "registeredAt == 2018-06-18T22:28:28ZZ",
            "registeredAt == 2018-06-18T22:28+24:00", "registeredAt == +2018-06-18", "registeredAt == 12018-06-18",
            "registeredAt == 2018-06-18T22:28UTC", "registeredAt == '2018-06-18T22:28[UTC]'",
            "registeredAt in [2018-06-18, b]", "registeredAt == ' 2018-06-18'",
            // patterns
            "attribute:x =~ *", "attribute:x =~ '('", "attribute:x =~ ')'", "attribute:x =~ '[a'", "attribute:x =~ a**",
            "attribute:x =~ a*+", "attribute:x =~ a++", "attribute:x =~ a?+", "attribute:x =~ a{1}+",
            "attribute:x =~ \\", "attribute:x =~ '(?=a)b'", "attribute:x =~ '(?!a)b'", "attribute:x =~ '(?<=a)b'",
            "attribute:x =~ '(?<!a)b'", "attribute:x =~ '(?>a)b'", "attribute:x =~ '(a)\\1'",
            "attribute:x =~ '(?<n>a)\\k<n>'", "attribute:x =~ [a", "attribute:x =~ (b", "attribute:x =~ b)",
            "attribute:x =~ [)(]", "attribute:x =~ (b || c)", "attribute:x =~ (b|c) x", "attribute:x == (b)",
            "attribute:x =~",
            "attribute:x =~ b'", "attribute:x =~ b&c", "attribute:x =~ (b||c)", "(attribute:x =~ (b)",
            "attribute:x =~ '[b-a]'", "attribute:x =~ \\p{Foo}",
            "attribute:x =~ 'a{1001}'", "attribute:x !~ '('", "agentConnected =~ '('", "ec2InstanceId !~ '(?=a)'",
            "task:group =~ '\\1'");

    /** What the definition leaves open; here in the reading that the oracle takes, which is that of its letters. */
    private static final List<String> TRUE_AS_THE_ORACLE_READS = List.of(
            // a fraction has any number of digits
            "registeredAt < 2018-06-18T22:28:28.5000000000001 and registeredAt == 2018-06-18T22:28:28.5000000000000",
            // the hours of a zone are those of a clock
            "registeredAt < 2018-06-19T22:28:28+23:59 and registeredAt < 2018-06-18T22:28:28-23:59",
            "registeredAt > 2018-06-18T22:28:28-00:00",
            // an integer may have a sign and any number of digits, a part of a version too
            "runningTasksCount == +3 and runningTasksCount == 003 and runningTasksCount > -0",
            "runningTasksCount < 2147483648 and runningTasksCount > -99999999999999999999",
            "agentVersion < 99999999999999999999.1",
            // quotes end a word, as symbols do
            "attribute:x=='b'and attribute:x in ['b']or attribute:x==c",
            "attribute:x equals'b'");

    private static final List<String> REFUSED_AS_THE_ORACLE_READS = List.of(
            // the letters of a time are as written
            "registeredAt == 2018-06-18t22:28:28z", "registeredAt == 2018-06-18t22:28",
            "registeredAt == 2018-06-18T22:28z",
            // a keyword has the letters of ASCII, in any case, and no others
            "attribute:x \u0131n [b]", "attribute:x exi\u017Fts", "attribute:x !\u0130n [b]",
            // one word, but with a character that is never bare
            "attribute:x == !in", "attribute:x in [!exists]");

    @TestFactory
    Stream<DynamicTest> theQueryKeepsToThem() {
        return tests(Readers.QUERY);
    }

    @TestFactory
    Stream<DynamicTest> theOracleKeepsToThem() {
        return tests(Readers.ORACLE);
    }

    private static Stream<DynamicTest> tests(final Readers.Reader reader) {
        return Stream.of(
                        TRUE.stream().map(text -> isTrue(reader, text, VIEW)),
                        TRUE_OF_AN_UNKNOWN.stream().map(text -> isTrue(reader, text, PlainView.bare())),
                        TRUE_AS_THE_ORACLE_READS.stream().map(text -> isTrue(reader, text, VIEW)),
                        versions(reader),
                        Stream.of(REFUSED, REFUSED_AS_THE_ORACLE_READS)
                                .flatMap(List::stream)
                                .map(text -> isRefused(reader, text)))
                .flatMap(tests -> tests);
    }

    /** Of an instance's version the leading digits of each part count. */
    private static Stream<DynamicTest> versions(final Readers.Reader reader) {
        final String[][] pairs = {
            {"1.14.5", "1.14.5"}, {"1.14.5-rc1", "1.14.5"}, {"v1.14", "0.14"}, {"1..9", "1.0.9"}, {"1.9.", "1.9"},
            {"", "0"}, {"dev", "0"}, {"1.2x3.4", "1.2.4"}, {"1.14.5+build.7", "1.14.5.7"}, {" 1.2", "0.2"}, {".", "0"},
            {"00001.2", "1.2"}, {"1,5.2", "1.2"}, {"\u0661.2", "0.2"}
        };
        return Arrays.stream(pairs)
                .map(pair -> isTrue(
                        reader,
                        "agentVersion == " + pair[1] + " and agentVersion exists",
                        PlainView.bare().withAgent(true, pair[0])));
    }

    private static DynamicTest isTrue(final Readers.Reader reader, final String text, final InstanceView view) {
        return DynamicTest.dynamicTest("true: " + Readers.escaped(text), () -> {
            final Predicate<InstanceView> query = reader.read(text);
            assertEquals(true, query.test(view), () -> Readers.escaped(text) + " for " + view);
        });
    }

    private static DynamicTest isRefused(final Readers.Reader reader, final String text) {
        return DynamicTest.dynamicTest(
                "refused: " + Readers.escaped(text),
                () -> assertEquals(false, Readers.accepts(reader, text), () -> "read: " + Readers.escaped(text)));
    }
}
