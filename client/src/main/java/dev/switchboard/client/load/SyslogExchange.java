package dev.switchboard.client.load;

import java.nio.ByteBuffer;

/// Log lines that nothing answers.
final class SyslogExchange implements Exchange {
    private final PatternOutput output;

    SyslogExchange(Pattern pattern, int first) {
        this.output = new PatternOutput(pattern, first);
    }

    @Override
    public ByteBuffer output(long messages) {
        return output.until(messages);
    }

    @Override
    public long written() {
        return output.sentLines();
    }

    @Override
    public void giveUp(long messages) {
        // Nothing is waited for.
    }

    @Override
    public void replies(ByteBuffer input, Answers answers) {
        byte[] bytes = new byte[input.remaining()];
        input.get(bytes);
        answers.unasked("the server answered: " + Expected.shown(bytes));
    }
}
