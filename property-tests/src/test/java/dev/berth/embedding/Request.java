package dev.berth.embedding;

/**
 * What a producer asks.
 *
 * @param producer its name, without spaces.
 * @param number counted up by the producer, from 1: by it a request that is sent again is known.
 * @param text a verb and its arguments.
 */
record Request(String producer, long number, String text) {
    String line() {
        return producer + " " + number + " " + text;
    }

    static Request parse(final String line) {
        final String[] parts = line.split(" ", 3);
        return new Request(parts[0], Long.parseLong(parts[1]), parts[2]);
    }
}
