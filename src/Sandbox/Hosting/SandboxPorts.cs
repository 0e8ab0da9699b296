namespace ReleasePortal.Sandbox.Hosting;

/// <summary>One port for each stand-in; 0 takes any free one. The portal's own port is only known here, never bound.</summary>
public sealed record SandboxPorts(int Portal, int Entra, int Tls, int GitHub, int Dev, int Test, int Prod)
{
    public static SandboxPorts Free { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public static SandboxPorts From(int first) => new(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);
}
