package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.oracle.NaiveQuery;
import dev.berth.workload.Dice;
import dev.berth.workload.QueryShapes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns without quotes, where they end, and what is said where quotes are missing. */
class BarePatternTest {
    private static String patternOf(final String text) {
        return ((Comparison) Query.parse(text).root()).literals().get(0);
    }

    private static QueryException refusal(final String text) {
        assertThrows(IllegalArgumentException.class, () -> NaiveQuery.parse(text), text);
        return assertThrows(QueryException.class, () -> Query.parse(text), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "(p[2,3]|g[3,4]|f[1]).*", "(t2|t3).*", "t2.small|t2.large", "[a-z]{2,3}", "t(2|3a?)\\..*", "m5.*", "=a|<b>|!c",
        "([)])]", "[(]a[)]", "(?:a|b){1,2}", "a|", "|a", "|", "()", "a,b", "!x", "=", "(((a)))", "[[:alpha:]]+", "not",
        "and|or", "\\d+", "(a[b)c]"
    })
    void mayHoldBracketsAndOtherSigns(final String pattern) {
        for (final String operator : List.of(" =~ ", "=~", " matches ", " MATCHES\t", " !~ ", "!~", " not_matches ")) {
            final String text = "attribute:x" + operator + pattern;
            if (pattern.equals("([)])]") || pattern.equals("(a[b)c]")) {
                // Parentheses and brackets count by themselves; whether RE2/J takes the pattern is another matter.
                assertEquals(Readers.accepts(Readers.ORACLE, text), Readers.accepts(Readers.QUERY, text), text);
                continue;
            }
            assertEquals(pattern, patternOf(text), text);
            assertTrue(Readers.accepts(Readers.ORACLE, text), text);
            final Expression other = new Expression.Not(Query.parse("attribute:y == 1").root());
            for (final String joint : List.of(" and not ", "&&!", "\nAND !")) {
                assertEquals(
                        new Expression.And(List.of(Query.parse(text).root(), other)),
                        Query.parse(text + joint + "attribute:y == 1").root(), text + joint);
            }
            assertEquals(Query.parse(text).root(), Query.parse("(" + text + ")").root());
            final String space = pattern.endsWith("|") ? " " : "";
            assertEquals(
                    new Expression.Or(List.of(Query.parse(text).root(), other)),
                    Query.parse("(" + text + space + "||!attribute:y==1)").root());
        }
    }

    @Test
    void afterWordsAndSymbolsNoSpaceIsNeededBeforeASign() {
        assertEquals("(a|b)", patternOf("attribute:x matches(a|b)"));
        assertEquals("=a", patternOf("attribute:x=~=a"));
        assertEquals("[ab]", patternOf("task:group not_matches[ab]"));
        assertEquals("(i-0|i-1).*", patternOf("ec2InstanceId =~(i-0|i-1).*"));
        assertEquals("(a|b) c", patternOf("attribute:x =~ '(a|b) c'"));
        assertEquals("(tru|fals)e", patternOf("agentConnected =~ (tru|fals)e"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "attribute:x =~ ^(a|b;(",
        "attribute:x =~ a^[b;[",
        "attribute:x =~ (a)^(b;(",
        "attribute:x =~ ^(a b);(",
        "attribute:x =~ ^(a||b);(",
        "attribute:x =~ ^(a&&b);(",
        "attribute:x =~ (^[a);[",
        "attribute:x =~ \\^(foo;(",
        "attribute:x =~ ^[)(];[",
        "attribute:x =~ ^(][);(",
        "attribute:x =~ [a]^];]",
        "attribute:x =~ (a)^);)",
        "attribute:x =~ ^);)",
        "attribute:x =~ ^];]",
        "attribute:x =~ a^&b;&",
        "attribute:x =~ a^'b';'b'",
        "attribute:x =~^;the end",
        "attribute:x =~ a^|||b;|",
    })
    void whereTheyEnd(final String marked, final String found) {
        final int position = marked.indexOf('^');
        final QueryException e = refusal(marked.replace("^", ""));
        if (!found.equals("|")) {
            assertEquals(position, e.position(), e.getMessage());
            assertTrue(e.found().contains(found), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "attribute:x == my app;'my app'",
        "attribute:x == (a);'(a)'",
        "attribute:x == a,b;'a,b'",
        "attribute:x == a|b and attribute:y exists;'a|b'",
        "attribute:x == a=b;'a=b'",
        "attribute:x == it's;\"it's\"",
        "attribute:x =~ \\(foo;'\\(foo'",
        "attribute:x =~ (a b).* and agentConnected == true;'(a b).*'",
        "attribute:x in [a b, c];'a b, c'",
        "(attribute:x == a b) or attribute:y exists;'a b'",
        "not attribute:x != <none> && attribute:y exists;'<none>'",
        "attribute:x == a & b;'a & b'",
        "attribute:x == R&D;'R&D'",
        "attribute:x =~ [(].*;'[(].*'",
    })
    void whereQuotesAreMissingTheyAreShown(final String text, final String quoted) {
        final QueryException e = refusal(text);
        assertTrue(e.expected().endsWith("; or in quotes: " + quoted), e.getMessage());
        final String literal = quoted.substring(1, quoted.length() - 1);
        assertTrue(Readers.accepts(Readers.QUERY, text.replace(literal, quoted)), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "attribute:x", "attribute:x ==", "attribute:x == ", "attribute:x in []", "attribute:x in x",
        "runningTasksCount == 1 2", "attribute:x =~ *", "agentVersion < 1 x", "attribute:x exists attribute:y exists",
        "attribute:x == 'a", "attribute:x == a and", "attribute:x == a and attribute:y", "(attribute:x == a"
    })
    void whereNotTheyAreNot(final String text) {
        assertFalse(refusal(text).getMessage().contains("quotes:"), refusal(text).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '#', value = {
        "ecs.instance-type == m5.large;attribute:ecs.instance-type",
        "com.amazonaws.ecs.capability.ecr-auth exists;attribute:com.amazonaws.ecs.capability.ecr-auth",
        "agentconnected == true;agentConnected",
        "not EC2InstanceId exists;ec2InstanceId",
        "Attribute:stack == a;attribute:stack",
        "task:Group == a;task:group",
        "RunningTasksCount < 3;runningTasksCount",
    })
    void aSubjectThatIsNearlyOneIsNamed(final String text, final String meant) {
        assertTrue(refusal(text).expected().endsWith("; did you mean " + meant + "?"), refusal(text).expected());
        assertFalse(refusal("stack == a").expected().contains("mean"), "no name of ECS's own");
    }

    @Test
    void theLongestThatCanBeReadCanBeWritten() {
        final String end = "||attribute:y=~(b|c)||attribute:z=~d| ||attribute:w!~[,]";
        final String start = "attribute:x=~(a|";
        final String text = start + "b".repeat(Query.MAX_LENGTH - start.length() - 1 - end.length()) + ")" + end;
        assertEquals(Query.MAX_LENGTH, text.length());
        final Query query = Query.parse(text);
        assertEquals(text, query.toString());
        assertEquals(query, Query.parse(query.toString()));
        assertEquals("attribute:x =~ '(a|b)'", Query.parse("attribute:x=~(a|b)").toString());
    }

    @Test
    void theGeneratorWritesThem() {
        final QueryShapes shapes = new QueryShapes();
        final Dice dice = new Dice(20_261_130);
        int bare = 0;
        for (int i = 0; i < 20_000; i++) {
            final String text = shapes.comparison(dice);
            bare += text.matches("(?s).*[^'\"]\\(prod\\|stage\\)[^'\"]*") ? 1 : 0;
        }
        assertTrue(bare > 10, bare + " with a bare pattern");
    }
}
