package io.careloom.cases.http;

import static io.careloom.cases.http.CaseReadRoutes.read;
import static io.careloom.kernel.Permission.CASE_READ;
import static io.careloom.platform.http.AuditClass.READ;
import static io.careloom.platform.http.TenantRule.TENANT;

import io.careloom.cases.papers.CasePapers;
import io.careloom.cases.papers.CasePapers.Printed;
import io.careloom.cases.papers.LineChoice;
import io.careloom.kernel.Problem;
import io.careloom.platform.database.Tx;
import io.careloom.platform.http.Answer;
import io.careloom.platform.http.Call;
import io.careloom.platform.http.Route;
import io.careloom.platform.http.Routes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Cases as documents: a link by default, the file itself, or its bytes in Base64. */
public final class CasePaperRoutes implements Routes {
    private static final String PDF = "application/pdf";
    private static final Set<String> SCOPES = Set.of("all", "prescriptions", "services");

    private final CasePapers papers;

    /** Rows over the door. */
    public CasePaperRoutes(CasePapers papers) {
        this.papers = papers;
    }

    /** How the document is handed over. */
    private enum Form {
        LINK,
        FILE,
        BASE64
    }

    @Override
    public List<Route> rows() {
        List<Route> rows = new ArrayList<>();
        for (String surface : List.of("/v1/partner", "/v1/clinician")) {
            rows.add(read(surface + "/cases/{case_id}/pdf", "Get case PDF")
                    .answers(PaperJson.Lent.class)
                    .by(this::ofCase));
            rows.add(read(surface + "/cases/{case_id}/offerings/pdf", "Get offerings PDF")
                    .answers(PaperJson.Lent.class)
                    .by(this::ofOfferings));
        }
        rows.add(Route.post("/v1/clinician/cases/generate-pdf", "Generate PDF")
                .readOnly()
                .needs(CASE_READ)
                .touches(TENANT)
                .audited(READ)
                .reads(PaperJson.Generate.class)
                .answers(PaperJson.Lent.class)
                .by(this::ofCases));
        return rows;
    }

    private Answer ofCase(Tx tx, Call call) {
        Form form = call.flag("is_create_as_base64", false)
                ? Form.BASE64
                : call.flag("create_as_file", true) ? Form.LINK : Form.FILE;
        boolean prescriptionsOnly = call.flag("is_only_prescriptions", false);
        boolean automaticOnly = call.flag("automatic_only", false);
        UUID caseId = call.id("case_id");
        Printed printed = prescriptionsOnly || automaticOnly
                ? papers.ofOfferings(tx, call.caller(), caseId, new LineChoice(true, !prescriptionsOnly, automaticOnly))
                : papers.ofCase(tx, call.caller(), caseId);
        return handed(tx, call, printed, form);
    }

    private Answer ofOfferings(Tx tx, Call call) {
        Form form = switch (call.query("export_type")) {
            case "file" -> Form.FILE;
            case "base64" -> Form.BASE64;
            case "temporary_link" -> Form.LINK;
            case null -> Form.LINK;
            default -> throw Problem.invalid("export_type", "The export_type is file, base64 or temporary_link.");
        };
        String scope = call.query("scope");
        if (scope != null && !SCOPES.contains(scope)) {
            throw Problem.invalid("scope", "The scope is all, prescriptions or services.");
        }
        LineChoice choice = new LineChoice(
                !"services".equals(scope), !"prescriptions".equals(scope), call.flag("is_automatic_only", false));
        return handed(tx, call, papers.ofOfferings(tx, call.caller(), call.id("case_id"), choice), form);
    }

    private Answer ofCases(Tx tx, Call call) {
        PaperJson.Generate body = call.body(PaperJson.Generate.class);
        return handed(tx, call, papers.ofCases(tx, call.caller(), body.printing()), Form.LINK);
    }

    private Answer handed(Tx tx, Call call, Printed printed, Form form) {
        call.shows(printed.patientIds());
        return switch (form) {
            case LINK -> Answer.of(new PaperJson.Lent(papers.lend(tx, call.caller(), printed)));
            case FILE -> Answer.file(PDF, printed.pdf(), printed.name());
            case BASE64 -> Answer.of(new PaperJson.Encoded(Base64.getEncoder().encodeToString(printed.pdf())));
        };
    }
}
