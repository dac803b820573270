package io.careloom.platform.http;

import io.careloom.kernel.Permission;
import io.careloom.platform.http.upload.Intake;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One row of the API's index: everything the server, the documentation and the tests must know of an operation. Made by
 * {@link #get}, {@link #post} and so on, completed by the verbs below; the server refuses to start on an incomplete row.
 * Rows do not change: each verb answers a new one.
 */
public final class Route {
    private final String method;
    private final String path;
    private final String name;
    private @Nullable Permission permission;
    private boolean opened;
    private boolean linked;
    private boolean signable;
    private @Nullable TenantRule tenant;
    private @Nullable AuditClass audit;
    private RateClass rate = RateClass.UNLIMITED;
    private boolean write;
    private boolean secret;
    private Class<?> request = Void.class;
    private @Nullable Class<?> answer;
    private Shape shape = Shape.ONE;
    private @Nullable Intake intake;
    private @Nullable Handler handler;
    private Handler.@Nullable InSteps stepped;

    /** The form of the answer. */
    public enum Shape {
        ONE,
        BARE,
        PAGED,
        FLAT,
        EMPTY,
        /** A file, by {@link Answer#file}. */
        FILE,
        /** A page for people, which the API document leaves out. */
        RAW
    }

    private Route(String method, String path, String name, boolean write) {
        this.method = method;
        this.path = path;
        this.name = name;
        this.write = write;
    }

    private Route with(Consumer<Route> change) {
        Route row = new Route(method, path, name, write);
        row.permission = permission;
        row.opened = opened;
        row.linked = linked;
        row.signable = signable;
        row.tenant = tenant;
        row.audit = audit;
        row.rate = rate;
        row.secret = secret;
        row.request = request;
        row.answer = answer;
        row.shape = shape;
        row.intake = intake;
        row.handler = handler;
        row.stepped = stepped;
        change.accept(row);
        return row;
    }

    /** A read. */
    public static Route get(String path, String name) {
        return new Route("GET", path, name, false);
    }

    /** A write by POST; for a POST that only reads say {@link #readOnly()}. */
    public static Route post(String path, String name) {
        return new Route("POST", path, name, true);
    }

    /** A partial update. */
    public static Route patch(String path, String name) {
        return new Route("PATCH", path, name, true);
    }

    /** A replacement or attachment. */
    public static Route put(String path, String name) {
        return new Route("PUT", path, name, true);
    }

    /** A deletion. */
    public static Route delete(String path, String name) {
        return new Route("DELETE", path, name, true);
    }

    /** The one right a caller needs. */
    public Route needs(Permission right) {
        return with(row -> row.permission = right);
    }

    /** Anybody may call, without a token. */
    public Route open() {
        return with(row -> row.opened = true);
    }

    /** Whoever has a link that the server signed may call; the handler checks it. What it shows may be personal. */
    public Route openToLinks() {
        return open().with(row -> row.linked = true);
    }

    /** Besides a token, {@code Signature} over the body is taken: the caller is then the service account, with this right only. */
    public Route orSigned() {
        return with(row -> row.signable = true);
    }

    /** Whose data it touches. */
    public Route touches(TenantRule rule) {
        return with(row -> row.tenant = rule);
    }

    /** What it leaves in the audit trail. */
    public Route audited(AuditClass auditClass) {
        return with(row -> row.audit = auditClass);
    }

    /** How often it may be called. */
    public Route limited(RateClass rateClass) {
        return with(row -> row.rate = rateClass);
    }

    /** A POST that changes nothing, such as a search. */
    public Route readOnly() {
        return with(row -> row.write = false);
    }

    /** The answer holds a secret: idempotency keys are ignored. */
    public Route secretAnswer() {
        return with(row -> row.secret = true);
    }

    /** The record the body is read into. */
    public Route reads(Class<?> record) {
        return with(row -> row.request = record);
    }

    /** The body is a multipart form with a file; the intake reads and examines it before the transaction opens. */
    public Route takes(Intake reader) {
        return with(row -> row.intake = reader);
    }

    /** The record of the answer, or of one item of a list, and the answer's form. */
    public Route answers(Shape form, Class<?> record) {
        return with(row -> {
            row.shape = form;
            row.answer = record;
        });
    }

    /** The answer is one object. */
    public Route answers(Class<?> record) {
        return answers(Shape.ONE, record);
    }

    /** The answer is {@code []}. */
    public Route answersNothing() {
        return answers(Shape.EMPTY, Void.class);
    }

    /** The answer is a file. */
    public Route answersFile() {
        return answers(Shape.FILE, Void.class);
    }

    /** The handler; the last verb of a row. */
    public Route by(Handler bound) {
        return with(row -> row.handler = bound);
    }

    /**
     * The handler of a row that asks somebody outside, which no transaction may wait for. An idempotency key is ignored, so
     * a write of this kind must be one that can be repeated.
     */
    public Route inSteps(Handler.InSteps bound) {
        return with(row -> row.stepped = bound);
    }

    /** Method and canonical path: the row's identity in metrics, audit rows and idempotency. */
    public String id() {
        return method + " " + path;
    }

    /** The HTTP method, in capitals. */
    public String method() {
        return method;
    }

    /** Canonical path with variables in braces; the server adds aliases. */
    public String path() {
        return path;
    }

    /** What people call the operation. */
    public String name() {
        return name;
    }

    /** The right a caller needs; null when the row is open, or incomplete. */
    public @Nullable Permission permission() {
        return permission;
    }

    /** True when anybody may call. */
    public boolean opened() {
        return opened;
    }

    /** True when what a signed link shows may be personal. */
    public boolean linked() {
        return linked;
    }

    /** True when a signed body stands in the place of a token. */
    public boolean signable() {
        return signable;
    }

    /** What reads the form with a file; null when the body is no such form. */
    public @Nullable Intake intake() {
        return intake;
    }

    /** Whose data it touches; null when the row is incomplete. */
    public @Nullable TenantRule tenant() {
        return tenant;
    }

    /** What it leaves in the audit trail; null when the row is incomplete. */
    public @Nullable AuditClass audit() {
        return audit;
    }

    /** How often it may be called. */
    public RateClass rate() {
        return rate;
    }

    /** True when the handler runs in a read-write transaction. */
    public boolean write() {
        return write;
    }

    /** True when no idempotency key may keep the answer. */
    public boolean secret() {
        return secret;
    }

    /** The record the body is read into; {@code Void.class} for none. */
    public Class<?> request() {
        return request;
    }

    /** The record of the answer or of one item; null when the row is incomplete. */
    public @Nullable Class<?> answer() {
        return answer;
    }

    /** The form of the answer. */
    public Shape shape() {
        return shape;
    }

    /** What answers in one transaction; null when the row answers in steps, or is incomplete. */
    public @Nullable Handler handler() {
        return handler;
    }

    /** What answers in steps; null for most rows. */
    public Handler.@Nullable InSteps stepped() {
        return stepped;
    }

    @Override
    public String toString() {
        return id();
    }
}
