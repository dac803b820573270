package io.careloom.patients.http;

import static io.careloom.platform.http.TenantRule.NONE;

import io.careloom.patients.PatientDeletions;
import io.careloom.patients.PatientLetters;
import io.careloom.patients.exports.DataExports;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.AuditClass;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Where the links lead that patients are mailed. Programs that look into mails follow links, so only a button acts. */
public final class PatientLinkRoutes implements Routes {
    private static final String DELETION = "/links/deletion/{token}";
    private static final String UNSUBSCRIBING = "/links/unsubscribe/{token}";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "X-Content-Type-Options",
            "nosniff",
            "Cache-Control",
            "no-store");

    private final PatientDeletions deletions;
    private final DataExports exports;
    private final PatientLetters letters;

    /** Rows on these doors. */
    public PatientLinkRoutes(PatientDeletions deletions, DataExports exports, PatientLetters letters) {
        this.deletions = deletions;
        this.exports = exports;
        this.letters = letters;
    }

    @Override
    public List<Route> rows() {
        return List.of(
                page(Route.get(DELETION, "Ask whether to take a patient's records away"), AuditClass.NONE)
                        .by(this::question),
                page(Route.post(DELETION, "Take a patient's records away"), AuditClass.WRITE)
                        .by(this::confirmed),
                page(Route.get(UNSUBSCRIBING, "Ask whether to end e-mails to a patient"), AuditClass.NONE)
                        .by(this::askedToEnd),
                page(Route.post(UNSUBSCRIBING, "End e-mails to a patient"), AuditClass.WRITE)
                        .by(this::ended),
                Route.get("/links/data/{token}", "Get the archive of a patient")
                        .openToLinks()
                        .touches(NONE)
                        .audited(AuditClass.READ)
                        .answersFile()
                        .by(this::archive));
    }

    private static Route page(Route row, AuditClass audit) {
        return row.openToLinks().touches(NONE).audited(audit).answers(Route.Shape.RAW, Void.class);
    }

    private Answer askedToEnd(Tx tx, Call call) {
        String partner = escaped(letters.partnerOf(tx, call.path("token")));
        return page("<h1>No more e-mails?</h1><p>" + partner + " will not write to this address any more.</p>"
                + "<form method=\"post\"><button>No more e-mails</button></form>");
    }

    private Answer ended(Tx tx, Call call) {
        letters.end(tx, call.path("token"));
        return page("<h1>There will be no more e-mails.</h1>");
    }

    private Answer question(Tx tx, Call call) {
        String partner = escaped(deletions.partnerOf(tx, call.path("token")));
        return page(
                "<h1>Take your records away?</h1><p>" + partner + " will not find you any more, and cases that are"
                        + " still open are cancelled.</p><form method=\"post\"><button>Yes, take my records away</button></form>");
    }

    private Answer confirmed(Tx tx, Call call) {
        deletions.confirm(tx, call.path("token"));
        return page("<h1>Your records were taken away.</h1>");
    }

    private Answer archive(Tx tx, Call call) {
        DataExports.Archive archive = exports.download(tx, call.path("token"));
        call.shows(archive.patientId());
        return Answer.file("application/zip", Answer.Content.of(archive.size(), archive.from()), "records.zip");
    }

    private static Answer page(String body) {
        String html = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><title>Your records</title><body>" + body + "</body></html>";
        return new Answer.Raw("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), HEADERS);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
