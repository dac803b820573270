package io.careloom.orders.pharmacyapi;

import io.careloom.orders.PharmacyStub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks signatures as {@code spec/pharmacy-api.md} tells pharmacies to. */
final class PharmacyApiStub extends PharmacyStub {
    static final String SECRET = "made-up secret of all the pharmacies";

    final List<Asked> asked = new CopyOnWriteArrayList<>();

    PharmacyApiStub() throws IOException {}

    @Override
    protected boolean letsIn(Asked request) {
        asked.add(request);
        String signed = String.join(
                "\n",
                request.method(),
                request.path(),
                request.headers().getFirst("Idempotency-Key"),
                request.headers().getFirst("Signature-Time"),
                request.body());
        return hmac(signed).equals(request.headers().getFirst("Signature"));
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected String refusal() {
        return "{\"details\":\"Invalid Address Zip\",\"code\":42227}";
    }

    @Override
    protected String shippedWord() {
        return "fulfilled";
    }

    @Override
    protected ObjectNode tracking() {
        return new JsonMapper()
                .createObjectNode()
                .put("number", "101010")
                .put("link", "https://parcels.example/101010")
                .put("company", "Parcels");
    }
}
