package dev.berth.bench.compare;

import dev.berth.bench.trace.TraceFormats;

/** The policies and formats that there are. */
final class Catalogue {
    private Catalogue() {}

    static String text() {
        final StringBuilder text = new StringBuilder("Policies:\n");
        PolicyChoice.all().forEach((name, sentence) ->
                text.append("  ").append(name).append("\n      ").append(sentence).append('\n'));
        text.append("  FILE.jar:CLASS or FOLDER:CLASS\n      One of your own: a class that implements "
                + "dev.berth.bench.policy.Policy.\n\nFormats of traces:\n");
        TraceFormats.find(Catalogue.class.getClassLoader()).all().forEach(format -> {
            text.append("  ").append(format.name()).append("\n      ").append(format.description()).append('\n');
            format.options().forEach((option, sentence) ->
                    text.append("      ,").append(option).append("=  ").append(sentence).append('\n'));
            text.append("      Not good for: ").append(format.notGoodFor()).append('\n');
        });
        return text.toString();
    }
}
