package io.careloom.files;

import io.careloom.files.PartnerFileStore.Bond;
import io.careloom.kernel.Caller;
import io.careloom.kernel.Page;
import io.careloom.kernel.PageQuery;
import io.careloom.kernel.Permission;
import io.careloom.kernel.Problem;
import io.careloom.partners.PartnerProfile;
import io.careloom.partners.PartnerView;
import io.careloom.partners.Partners;
import io.careloom.platform.audit.AuditTrail;
import io.careloom.platform.audit.AuditedChange;
import io.careloom.platform.clock.Clocks;
import io.careloom.platform.database.Tx;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The documents of partners: contracts, reviews. A partner out of the caller's scope is 404, as is a file it does not reach. */
public final class PartnerFiles {
    private final PartnerFileStore store = new PartnerFileStore();
    private final Partners partners;
    private final Files files;
    private final AuditTrail audit;
    private final Clocks clocks;

    /**
     * How a partner has a document.
     *
     * @param type {@code document}, {@code review} or {@code other}
     */
    public record Terms(String title, String type) {
        @Override
        public String toString() {
            return "Terms[" + type + "]";
        }
    }

    /** The documents, kept among these files. */
    public PartnerFiles(Partners partners, Files files, AuditTrail audit, Clocks clocks) {
        this.partners = partners;
        this.files = files;
        this.audit = audit;
        this.clocks = clocks;
    }

    /**
     * A partner with the files that its profile names.
     *
     * @param files by id; those the caller may not read are left out
     */
    public record Named(PartnerView partner, Map<UUID, Files.Seen> files) {}

    /** A partner within the caller's scope; its logo is for everybody, contract and insurance for who reads documents. */
    public Named named(Tx tx, Caller caller, UUID partnerId) {
        PartnerView partner = partners.view(tx, caller, partnerId);
        Set<UUID> ids = new HashSet<>();
        if (partner instanceof PartnerProfile profile) {
            Optional.ofNullable(profile.logoFileId()).ifPresent(ids::add);
            if (caller.permissions().contains(Permission.DOCUMENT_READ)) {
                Optional.ofNullable(profile.contractFileId()).ifPresent(ids::add);
                Optional.ofNullable(profile.insuranceFileId()).ifPresent(ids::add);
            }
        }
        return new Named(partner, new HashMap<>(files.loose(tx, ids)));
    }

    /** A partner's documents, newest first. */
    public Page<PartnerFile> list(Tx tx, Caller caller, UUID partnerId, PageQuery query) {
        caller.require(Permission.DOCUMENT_READ);
        partners.within(tx, caller, partnerId);
        Page<Bond> bonds = store.page(tx, partnerId, query);
        Map<UUID, Files.Seen> seen =
                files.loose(tx, bonds.items().stream().map(Bond::fileId).collect(Collectors.toSet()));
        List<PartnerFile> items = bonds.items().stream()
                .filter(bond -> seen.containsKey(bond.fileId()))
                .map(bond -> shown(bond, Objects.requireNonNull(seen.get(bond.fileId()))))
                .toList();
        return new Page<>(items, bonds.total(), query);
    }

    /**
     * The partner has this file as a document from now on, on these terms; also when it had it on others.
     *
     * @throws Problem INVALID for a file of patients' records
     */
    public PartnerFile attach(Tx tx, Caller caller, UUID partnerId, UUID fileId, Terms terms) {
        manage(tx, caller, partnerId);
        Files.Seen file = files.claim(tx, caller, fileId, partnerId);
        Bond before = store.find(tx, partnerId, fileId).orElse(null);
        Instant now = clocks.now();
        Bond after = before == null
                ? new Bond(partnerId, fileId, terms.title(), terms.type(), now, now)
                : before.changed(terms.title(), terms.type(), now);
        return put(tx, caller, new Told("partner.file_attached", before, after), file);
    }

    /** Changes the terms of a document; 404 when the partner has no such document. */
    public PartnerFile change(Tx tx, Caller caller, UUID partnerId, UUID fileId, Terms terms) {
        manage(tx, caller, partnerId);
        Bond before = store.find(tx, partnerId, fileId).orElseThrow(Problem::notFound);
        Files.Seen file =
                Optional.ofNullable(files.loose(tx, Set.of(fileId)).get(fileId)).orElseThrow(Problem::notFound);
        Bond after = before.changed(terms.title(), terms.type(), clocks.now());
        return put(tx, caller, new Told("partner.file_changed", before, after), file);
    }

    /** The file is no document of the partner any more, and stays a file; 404 when it was none. */
    public void detach(Tx tx, Caller caller, UUID partnerId, UUID fileId) {
        manage(tx, caller, partnerId);
        Bond before = store.find(tx, partnerId, fileId).orElseThrow(Problem::notFound);
        store.delete(tx, before);
        tell(tx, caller, new Told("partner.file_detached", before, null));
    }

    private void manage(Tx tx, Caller caller, UUID partnerId) {
        caller.require(Permission.PARTNER_MANAGE);
        partners.within(tx, caller, partnerId);
    }

    private PartnerFile put(Tx tx, Caller caller, Told told, Files.Seen file) {
        Bond after = Objects.requireNonNull(told.after());
        if (told.before() == null || !values(told.before()).equals(values(after))) {
            store.put(tx, after);
            tell(tx, caller, told);
            return shown(after, file);
        }
        return shown(told.before(), file);
    }

    private record Told(
            String action, @Nullable Bond before, @Nullable Bond after) {
        UUID partnerId() {
            return Objects.requireNonNull(before == null ? after : before).partnerId();
        }
    }

    private void tell(Tx tx, Caller caller, Told told) {
        audit.changed(
                tx,
                caller,
                new AuditedChange(
                        told.action(), null, "partner", told.partnerId(), values(told.before()), values(told.after())));
    }

    private static Map<String, Object> values(@Nullable Bond bond) {
        return bond == null
                ? Map.of()
                : Map.of("file_id", bond.fileId().toString(), "title", bond.title(), "type", bond.type());
    }

    private static PartnerFile shown(Bond bond, Files.Seen file) {
        return new PartnerFile(file, bond.partnerId(), bond.title(), bond.type(), bond.createdAt(), bond.updatedAt());
    }
}
