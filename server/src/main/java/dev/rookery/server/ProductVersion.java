package dev.rookery.server;

/// The version in the jar's manifest; without a jar, as in tests, `development`.
final class ProductVersion {
    private ProductVersion() {}

    static String number() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
