package io.careloom.cases;

import io.careloom.kernel.DomainEvent;
import io.careloom.kernel.PartnerFacing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a case, as partners are told: {@code case_id} and the case's own {@code metadata}, in this order. The
 * sequence is the case's version. Chapters and other rooms tell of a case so too.
 */
public interface CaseEvent extends PartnerFacing {
    /** The class name the wire gives a case. */
    String MODEL = "App\\Models\\Encounter";

    /** The case. */
    UUID caseId();

    /** The partner's own text on the case, or null. */
    @Nullable
    String metadata();

    @Override
    default UUID subjectId() {
        return caseId();
    }

    @Override
    default String modelType() {
        return MODEL;
    }

    @Override
    default Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("case_id", caseId().toString());
        fields.put("metadata", metadata());
        return fields;
    }

    /** A case was accepted. */
    record CaseCreated(
            UUID tenantId,
            UUID caseId,
            long sequence,
            @Nullable String metadata) implements CaseEvent {
        @Override
        public String eventType() {
            return "case_created";
        }
    }

    /** A case came into a clinician's queue, or changed its clinician. */
    record CaseAssigned(
            UUID tenantId,
            UUID caseId,
            long sequence,
            @Nullable String metadata) implements CaseEvent {
        @Override
        public String eventType() {
            return "case_assigned_to_clinician";
        }
    }

    /** The clinician waits for the patient. */
    record CaseWaiting(
            UUID tenantId,
            UUID caseId,
            long sequence,
            @Nullable String metadata) implements CaseEvent {
        @Override
        public String eventType() {
            return "case_waiting";
        }
    }

    /** The case is with the partner's support. */
    record CaseTransferredToSupport(
            UUID tenantId,
            UUID caseId,
            long sequence,
            @Nullable String metadata) implements CaseEvent {
        @Override
        public String eventType() {
            return "case_transferred_to_support";
        }
    }

    /** The clinician approved. */
    record CaseApproved(
            UUID tenantId,
            UUID caseId,
            long sequence,
            @Nullable String metadata) implements CaseEvent {
        @Override
        public String eventType() {
            return "case_approved";
        }
    }

    /** The case went on to be carried out. */
    record CaseProcessing(
            UUID tenantId,
            UUID caseId,
            long sequence,
            @Nullable String metadata) implements CaseEvent {
        @Override
        public String eventType() {
            return "case_processing";
        }
    }

    /** The case is done. */
    record CaseCompleted(
            UUID tenantId,
            UUID caseId,
            long sequence,
            @Nullable String metadata) implements CaseEvent {
        @Override
        public String eventType() {
            return "case_completed";
        }
    }

    /** The case was called off. */
    record CaseCancelled(
            UUID tenantId,
            UUID caseId,
            long sequence,
            @Nullable String metadata) implements CaseEvent {
        @Override
        public String eventType() {
            return "case_cancelled";
        }
    }

    /** A clinical note was written; {@code note_id} comes first. */
    record ClinicalNoteCreated(
            UUID tenantId,
            UUID caseId,
            long sequence,
            UUID noteId,
            @Nullable String metadata) implements CaseEvent {
        @Override
        public String eventType() {
            return "clinical_note_created";
        }

        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("note_id", noteId.toString());
            fields.putAll(CaseEvent.super.fields());
            return fields;
        }
    }

    /** A file was attached; {@code file_id} comes after the case. */
    record CaseFileAdded(
            UUID tenantId,
            UUID caseId,
            long sequence,
            UUID fileId,
            @Nullable String metadata) implements CaseEvent {
        @Override
        public String eventType() {
            return "case_file_added";
        }

        @Override
        public Map<String, Object> fields() {
            return withFile(caseId, fileId, metadata);
        }
    }

    /** A file was detached, or deleted. */
    record CaseFileDeleted(
            UUID tenantId,
            UUID caseId,
            long sequence,
            UUID fileId,
            @Nullable String metadata) implements CaseEvent {
        @Override
        public String eventType() {
            return "case_file_deleted";
        }

        @Override
        public Map<String, Object> fields() {
            return withFile(caseId, fileId, metadata);
        }
    }

    private static Map<String, Object> withFile(UUID caseId, UUID fileId, @Nullable String metadata) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("case_id", caseId.toString());
        fields.put("file_id", fileId.toString());
        fields.put("metadata", metadata);
        return fields;
    }

    /** Results of a laboratory came to the case and can be read. */
    record FileLabResultsProcessed(UUID tenantId, UUID caseId, long sequence, UUID fileId) implements PartnerFacing {
        @Override
        public String eventType() {
            return "file_lab_results_processed";
        }

        @Override
        public UUID subjectId() {
            return caseId;
        }

        @Override
        public String modelType() {
            return MODEL;
        }

        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("status", "processed");
            fields.put("case_id", caseId.toString());
            fields.put("file_id", fileId.toString());
            fields.put("file_type", "lab-results");
            return fields;
        }
    }

    /** A tag was attached. */
    record CaseTagAttached(
            UUID tenantId,
            UUID caseId,
            long sequence,
            UUID tagId,
            @Nullable String notes) implements PartnerFacing {
        @Override
        public String eventType() {
            return "case_tag_attached";
        }

        @Override
        public UUID subjectId() {
            return caseId;
        }

        @Override
        public String modelType() {
            return MODEL;
        }

        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("encounter_id", caseId.toString());
            fields.put("case_id", caseId.toString());
            fields.put("tag_id", tagId.toString());
            fields.put("notes", notes);
            return fields;
        }

        @Override
        public String toString() {
            return "CaseTagAttached[" + caseId + "]";
        }
    }

    /** A hold was lifted; partners did it themselves and are not told. */
    record HoldReleased(UUID tenantId, UUID caseId, long sequence) implements DomainEvent {
        @Override
        public UUID subjectId() {
            return caseId;
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("case_id", caseId.toString());
        }
    }
}
