package io.careloom.geography;

/**
 * A ZIP code of the United States and the city that the post office files it under.
 *
 * @param zipcode five digits
 */
public record ZipCode(String zipcode, City city) {}
