package dev.switchboard.lab;

/// An experiment could not be carried out; says nothing about its predictions. Its message is for the user.
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LabException(String message) {
        super(message);
    }

    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
