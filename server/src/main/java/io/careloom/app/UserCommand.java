package io.careloom.app;

import io.careloom.access.Access.NewLogin;
import io.careloom.access.LoginLinks;
import io.careloom.platform.database.Origin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code careloom user …}: people who sign in. */
@Command(
        name = "user",
        description = "Helps people who sign in.",
        subcommands = {UserCommand.ResetPassword.class, UserCommand.LoginLink.class},
        mixinStandardHelpOptions = true)
final class UserCommand {
    /** Gives a person a new password, shown once. */
    @Command(name = "reset-password", description = "Sets and prints a new password.", mixinStandardHelpOptions = true)
    static final class ResetPassword implements Callable<Integer> {
        @Mixin
        private Options options = new Options();

        @Option(
                names = "--email",
                required = true,
                paramLabel = "ADDRESS",
                description = "The person's e-mail address.")
        private String email = "";

        @Override
        public Integer call() {
            NewLogin login = Offline.with(
                    options,
                    wiring -> wiring.transactions.write(
                            Origin.worker("careloom user reset-password"),
                            tx -> wiring.access.resetPassword(tx, email)));
            System.out.println("The new password of " + login.email() + " is " + login.password());
            return 0;
        }
    }

    /** Lets a person in once, without password and code. */
    @Command(
            name = "login-link",
            description = "Prints a link that signs a person in once, within 15 minutes.",
            mixinStandardHelpOptions = true)
    static final class LoginLink implements Callable<Integer> {
        @Mixin
        private Options options = new Options();

        @Option(
                names = "--email",
                required = true,
                paramLabel = "ADDRESS",
                description = "The person's e-mail address.")
        private String email = "";

        @Override
        public Integer call() {
            LoginLinks.LoginLink link = Offline.with(
                    options,
                    wiring -> wiring.transactions.read(
                            Origin.worker("careloom user login-link"), tx -> wiring.loginLinks.make(tx, email)));
            System.out.println("/web/user/signed-login?email=" + URLEncoder.encode(link.email(), StandardCharsets.UTF_8)
                    + "&expires=" + link.expires() + "&signature=" + link.signature());
            return 0;
        }
    }
}
