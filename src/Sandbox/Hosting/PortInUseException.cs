namespace ReleasePortal.Sandbox.Hosting;

public sealed class PortInUseException(int port, Exception inner) : Exception(
    $"Port {port} is in use. End the program that has it, or start on other ports with --port <first of seven>, for example --port 6080.",
    inner)
{
    public int Port => port;
}
