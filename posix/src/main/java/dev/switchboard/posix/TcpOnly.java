package dev.switchboard.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A program for the kernel that lets a packet socket have only TCP, and what passes the loopback interface
/// only once: there each packet is seen as it leaves and again as it comes.
///
/// Source: `socket(7)` (`SO_ATTACH_FILTER`), Linux `Documentation/networking/filter.rst`.
final class TcpOnly {
    /// Loads a word of what the kernel knows beside the packet.
    private static final int LOAD_WORD = 0x20;

    private static final int LOAD_BYTE = 0x30;
    private static final int AND = 0x54;
    private static final int JUMP = 0x05;
    private static final int JUMP_EQUAL = 0x15;
    private static final int RETURN = 0x06;

    private static final int PACKET_TYPE = 0xfffff000 + 4;
    private static final int HARDWARE_TYPE = 0xfffff000 + 28;
    private static final int LOOPBACK = 772;
    private static final int OUTGOING = 4;
    private static final int ALL = 0x40000;
    private static final int TCP = 6;

    /// Code, how many instructions to skip when equal, how many when not, operand.
    private static final int[][] PROGRAM = {
        {LOAD_WORD, 0, 0, HARDWARE_TYPE},
        {JUMP_EQUAL, 0, 2, LOOPBACK},
        {LOAD_WORD, 0, 0, PACKET_TYPE},
        {JUMP_EQUAL, 0, 9, OUTGOING},
        {LOAD_BYTE, 0, 0, 0},
        {AND, 0, 0, 0xf0},
        {JUMP_EQUAL, 0, 2, 0x40},
        {LOAD_BYTE, 0, 0, 9},
        {JUMP, 0, 0, 2},
        {JUMP_EQUAL, 0, 3, 0x60},
        {LOAD_BYTE, 0, 0, 6},
        {JUMP_EQUAL, 0, 1, TCP},
        {RETURN, 0, 0, ALL},
        {RETURN, 0, 0, 0},
    };

    private static final int INSTRUCTION_BYTES = 8;
    private static final int POINTER = 8;

    private TcpOnly() {}

    /// The program as `setsockopt` wants it: how many instructions, and where they are.
    static MemorySegment program(Arena arena) {
        MemorySegment code = arena.allocate((long) PROGRAM.length * INSTRUCTION_BYTES, Long.BYTES);
        for (int i = 0; i < PROGRAM.length; i++) {
            long at = (long) i * INSTRUCTION_BYTES;
            int[] instruction = PROGRAM[i];
            code.set(JAVA_SHORT, at, (short) instruction[0]);
            code.set(JAVA_SHORT, at + 2, jumps(instruction[1], instruction[2]));
            code.set(JAVA_INT, at + 4, instruction[3]);
        }
        MemorySegment program = arena.allocate(2 * POINTER, POINTER);
        program.set(JAVA_SHORT, 0, (short) PROGRAM.length);
        program.set(ADDRESS, POINTER, code);
        return program;
    }

    /// Two bytes, the first for "equal".
    private static short jumps(int equal, int otherwise) {
        return (short) (equal | otherwise << 8);
    }
}
