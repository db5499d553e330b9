package dev.berth.ecs.explain;

import com.fasterxml.jackson.core.JsonLocation;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The recognition of text that is not JSON, and the command that turns it into JSON. */
final class OtherText {
    private static final Pattern YAML = Pattern.compile(
            "(?s)\\A(?:\\s|#[^\\n]*\\n|---\\s*\\n)*(?:- )?[\"']?[\\w.-]+[\"']?:(?:\\s.*|\\z)");
    private static final String DESCRIBED =
            "'aws ecs describe-task-definition --task-definition NAME --output json'";

    /** The placeholders that a template has in place of a number, a list or an object. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\$\\{[^}\"\\n]{0,60}}|\\{\\{[^}\"\\n]{0,60}}}|<[^>\"\\n]{1,60}>");

    private OtherText() {}

    /**
     * Returns what the text is and what to do, to follow the name of the file; null if it is of no known kind.
     *
     * @param where it stops being JSON.
     */
    static String described(final byte[] bytes, final JsonLocation where) {
        final String text = new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "");
        if (Pattern.compile("(?m)^\\s*(?:resource|module|variable|provider|locals|data)\\s+(?:\"|\\{)").matcher(text)
                .find()) {
            return "is Terraform's language, must be JSON; take what it deployed, " + DESCRIBED;
        }
        final String placeholder = placeholder(text, where);
        if (placeholder != null) {
            return "is a template with the placeholder " + placeholder + ", must be JSON; fill it in, or take what was"
                    + " deployed, " + DESCRIBED;
        }
        if (Pattern.compile("\\A\\s*(?:-{5,}|\\|)").matcher(text).find()) {
            return "is a table of the AWS CLI, must be JSON; run the command again with --output json";
        }
        if (Pattern.compile("\\A[A-Z]+\\t").matcher(text).find()) {
            return "is text of the AWS CLI, must be JSON; run the command again with --output json";
        }
        return YAML.matcher(text).matches() ? ofYaml(text) : null;
    }

    /** Returns the placeholder at which a text stops being JSON; null if there is none. */
    private static String placeholder(final String text, final JsonLocation where) {
        int at = 0;
        for (int line = 1; line < where.getLineNr(); line++) {
            at = text.indexOf('\n', at) + 1;
        }
        at += where.getColumnNr() - 1;
        final Matcher matcher = PLACEHOLDER.matcher(text);
        boolean isFound = matcher.find();
        while (isFound && matcher.start() < at - 2) {
            isFound = matcher.find();
        }
        return isFound && matcher.start() <= at ? matcher.group() : null;
    }

    private static String ofYaml(final String text) {
        if (text.contains("AWSTemplateFormatVersion") || text.matches("(?s).*Type: [\"']?AWS::.*")) {
            return "is a CloudFormation template in YAML, must be JSON; take what it deployed, " + DESCRIBED
                    + ", or the template as 'aws cloudformation get-template --template-stage Processed' tells it";
        }
        if (Pattern.compile("(?m)^services:").matcher(text).find()) {
            return "is a Compose file, must be JSON of ECS; take the task definition that it became, " + DESCRIBED;
        }
        if (Pattern.compile("(?m)^(?:apiVersion|kind):").matcher(text).find()) {
            return "is a manifest of Kubernetes, must be JSON of ECS, such as " + DESCRIBED;
        }
        return "is YAML, must be JSON; the AWS CLI writes it with --output json, such as " + DESCRIBED;
    }
}
