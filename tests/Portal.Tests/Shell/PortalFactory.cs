using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Portal.Tests.Shell;

/// <summary>The real portal on a real port, told by settings alone to use a sandbox.</summary>
public sealed class PortalFactory(SandboxHost sandbox, Uri address, params KeyValuePair<string, string?>[] own) : WebApplicationFactory<App>
{
    public Uri Address => address;

    /// <summary>Everything that the portal logged, in more detail than any installation asks for.</summary>
    public KeptLogs Logs { get; } = new();

    /// <param name="own">Settings that are others than the sandbox's.</param>
    public static PortalFactory Start(SandboxHost sandbox, params KeyValuePair<string, string?>[] own)
    {
        var factory = new PortalFactory(sandbox, new($"http://localhost:{FreePort()}/"), own);
        factory.UseKestrel(factory.Address.Port);
        factory.StartServer();
        return factory;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Sandbox");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Logging:Kept:LogLevel:Default", "Debug");
        builder.ConfigureLogging(logging => logging.AddProvider(Logs));
        foreach (var (key, value) in sandbox.PortalSettings(address).Concat(own))
        {
            builder.UseSetting(key, value);
        }
    }

    static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
