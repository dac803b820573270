package io.careloom.platform.outbound;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Mail by SMTP with STARTTLS. SMS has no carrier here and stays undeliverable. */
public final class SmtpGateway implements LetterGateway {
    private final SmtpConfig config;
    private final Session session;

    /**
     * Where the mail server is.
     *
     * @param tls true to insist on STARTTLS
     */
    public record SmtpConfig(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            String from,
            boolean tls) {
        @Override
        public String toString() {
            return "SmtpConfig[" + host + ":" + port + "]";
        }
    }

    /** A gateway to one mail server; connects per letter. */
    public SmtpGateway(SmtpConfig config) {
        this.config = config;
        Properties properties = new Properties();
        properties.put("mail.smtp.host", config.host());
        properties.put("mail.smtp.port", String.valueOf(config.port()));
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", String.valueOf(config.tls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", "5000");
        properties.put("mail.smtp.timeout", "15000");
        properties.put("mail.smtp.writetimeout", "15000");
        properties.put("mail.smtp.auth", String.valueOf(config.user() != null));
        this.session = Session.getInstance(properties, config.user() == null ? null : login(config));
    }

    private static jakarta.mail.Authenticator login(SmtpConfig config) {
        return new jakarta.mail.Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(config.user(), config.password());
            }
        };
    }

    @Override
    public void deliver(Letter letter) throws Undeliverable {
        if (letter.channel() != Letter.Channel.EMAIL) {
            throw new Undeliverable("no carrier for SMS is configured");
        }
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(config.from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
            message.setSubject(letter.subject(), "UTF-8");
            message.setText(letter.text(), "UTF-8");
            if (letter.endedBy() != null) {
                // RFC 8058: the reader's mail program posts there itself
                message.setHeader("List-Unsubscribe", "<" + letter.endedBy() + ">");
                message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
            Transport.send(message);
        } catch (MessagingException e) {
            // the text of a mail exception names the recipient
            throw new Undeliverable("SMTP: " + e.getClass().getSimpleName());
        }
    }
}
