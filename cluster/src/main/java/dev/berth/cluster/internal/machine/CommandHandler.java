package dev.berth.cluster.internal.machine;

import org.agrona.DirectBuffer;

/** A handler of the commands of one kind, which carries them out. */
interface CommandHandler {
    /**
     * Carries out one command and writes exactly one result. A command that is refused by an exception (of a wrong
     * argument, a state, a limit, or of a message that ends too early) has written nothing, and the state is as it was:
     * all of the command is read before the engine is called.
     *
     * @param templateId the id of the command.
     * @param buffer the buffer that holds it.
     * @param offset where its fields begin, after its header.
     * @param blockLength the length of its fields according to its header.
     * @param version the version of the schema that it was written with.
     * @param out the reply that receives the result.
     * @return false if the id is not that of a command.
     */
    boolean carryOut(
            int templateId, DirectBuffer buffer, int offset, int blockLength, int version, ReplyWriter out);
}
