package io.careloom.platform.http;

import io.careloom.kernel.Permission;
import org.jspecify.annotations.Nullable;

/**
 * One row of the API's index: everything the server, the documentation and the tests must know of an operation. Made by
 * {@link #get}, {@link #post} and so on, completed by the verbs below; the server refuses to start on an incomplete row.
 *
 * @param path canonical path with variables in braces; aliases are added by the server
 * @param permission the one right needed; null means open to everybody, said by {@link #open()}
 * @param opened true when {@link #open()} was said
 * @param write true when the handler runs in a read-write transaction
 * @param secret true when the answer holds a secret, so that no idempotency key stores it
 * @param request the record the body is read into; {@code Void.class} for none
 * @param answer the record of the answer (or of one item), for the documentation
 */
public record Route(
        String method,
        String path,
        String name,
        @Nullable Permission permission,
        boolean opened,
        @Nullable TenantRule tenant,
        @Nullable AuditClass audit,
        RateClass rate,
        boolean write,
        boolean secret,
        Class<?> request,
        @Nullable Class<?> answer,
        Shape shape,
        @Nullable Handler handler) {

    /** The form of the answer. */
    public enum Shape {
        ONE,
        BARE,
        PAGED,
        FLAT,
        EMPTY,
        RAW
    }

    private static Route start(String method, String path, String name, boolean write) {
        return new Route(
                method,
                path,
                name,
                null,
                false,
                null,
                null,
                RateClass.UNLIMITED,
                write,
                false,
                Void.class,
                null,
                Shape.ONE,
                null);
    }

    /** A read. */
    public static Route get(String path, String name) {
        return start("GET", path, name, false);
    }

    /** A write by POST; for a POST that only reads say {@link #readOnly()}. */
    public static Route post(String path, String name) {
        return start("POST", path, name, true);
    }

    /** A partial update. */
    public static Route patch(String path, String name) {
        return start("PATCH", path, name, true);
    }

    /** A replacement or attachment. */
    public static Route put(String path, String name) {
        return start("PUT", path, name, true);
    }

    /** A deletion. */
    public static Route delete(String path, String name) {
        return start("DELETE", path, name, true);
    }

    /** The right a caller needs. */
    public Route needs(Permission right) {
        return new Route(
                method, path, name, right, false, tenant, audit, rate, write, secret, request, answer, shape, handler);
    }

    /** Anybody may call, without a token. */
    public Route open() {
        return new Route(
                method, path, name, null, true, tenant, audit, rate, write, secret, request, answer, shape, handler);
    }

    /** Whose data it touches. */
    public Route touches(TenantRule rule) {
        return new Route(
                method,
                path,
                name,
                permission,
                opened,
                rule,
                audit,
                rate,
                write,
                secret,
                request,
                answer,
                shape,
                handler);
    }

    /** What it leaves in the audit trail. */
    public Route audited(AuditClass auditClass) {
        return new Route(
                method,
                path,
                name,
                permission,
                opened,
                tenant,
                auditClass,
                rate,
                write,
                secret,
                request,
                answer,
                shape,
                handler);
    }

    /** How often it may be called. */
    public Route limited(RateClass rateClass) {
        return new Route(
                method,
                path,
                name,
                permission,
                opened,
                tenant,
                audit,
                rateClass,
                write,
                secret,
                request,
                answer,
                shape,
                handler);
    }

    /** A POST that changes nothing, such as a search. */
    public Route readOnly() {
        return new Route(
                method,
                path,
                name,
                permission,
                opened,
                tenant,
                audit,
                rate,
                false,
                secret,
                request,
                answer,
                shape,
                handler);
    }

    /** The answer holds a secret: idempotency keys are ignored. */
    public Route secretAnswer() {
        return new Route(
                method,
                path,
                name,
                permission,
                opened,
                tenant,
                audit,
                rate,
                write,
                true,
                request,
                answer,
                shape,
                handler);
    }

    /** The record the body is read into. */
    public Route reads(Class<?> record) {
        return new Route(
                method,
                path,
                name,
                permission,
                opened,
                tenant,
                audit,
                rate,
                write,
                secret,
                record,
                answer,
                shape,
                handler);
    }

    /** The record of the answer, or of one item of a list, and the answer's form. */
    public Route answers(Shape form, Class<?> record) {
        return new Route(
                method,
                path,
                name,
                permission,
                opened,
                tenant,
                audit,
                rate,
                write,
                secret,
                request,
                record,
                form,
                handler);
    }

    /** The answer is one object. */
    public Route answers(Class<?> record) {
        return answers(Shape.ONE, record);
    }

    /** The answer is {@code []}. */
    public Route answersNothing() {
        return answers(Shape.EMPTY, Void.class);
    }

    /** The handler; the last verb of a row. */
    public Route by(Handler bound) {
        return new Route(
                method,
                path,
                name,
                permission,
                opened,
                tenant,
                audit,
                rate,
                write,
                secret,
                request,
                answer,
                shape,
                bound);
    }

    /** Method and canonical path: the row's identity in metrics, audit rows and idempotency. */
    public String id() {
        return method + " " + path;
    }
}
