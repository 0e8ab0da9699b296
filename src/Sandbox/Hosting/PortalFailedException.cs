namespace ReleasePortal.Sandbox.Hosting;

public sealed class PortalFailedException(string message) : Exception(message);
