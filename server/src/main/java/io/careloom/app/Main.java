package io.careloom.app;

/** The program: hands the command line to the command that it names. */
public final class Main {
    private Main() {}

    /** Runs the command that {@code arguments} name. */
    public static void main(String[] arguments) {
        System.out.println("careloom " + Main.class.getPackage().getImplementationVersion());
    }
}
