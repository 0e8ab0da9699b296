using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using ReleasePortal.Sandbox.Arm;
using ReleasePortal.Sandbox.Databricks;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Faults;
using ReleasePortal.Sandbox.GitHub;

namespace ReleasePortal.Sandbox.Hosting;

/// <summary>All stand-ins, running in this process. A test starts one for itself; the executable starts one for everybody.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    readonly StateFolder _state;
    readonly BoundPorts _bound;
    readonly ILoggerFactory _logs = LoggerFactory.Create(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));
    readonly SandboxOptions _options;
    IHost? _host;

    SandboxHost(SandboxOptions options)
    {
        _options = options;
        _bound = new(options.Ports);
        _state = new(options.StateFolder);
        Uris = new(_bound.Ports);
        Requests = new(options.Clock);
        CertificateFile = _state["certificate.pem"];
        try
        {
            Entra = new(_state, Uris.Entra);
            Arm = new(_state, Entra, Uris, options);
            GitHub = new(_state, Uris.GitHub, options, _logs.CreateLogger<GitHubStandIn>());
            var metastore = _state.Open<MetastoreState>("metastore.json");
            Account = new(
                metastore, Entra,
                number => Arm.Resources.Values.Any(resource => (resource["properties"] as JsonObject)?.Text("workspaceId") == number));
            Databricks = Uris.Workspaces.Keys.ToDictionary(
                stage => stage, stage => new DatabricksWorkspace(stage, _state, metastore, Entra, options), StringComparer.Ordinal);
        }
        catch
        {
            _bound.Dispose();
            _state.Dispose();
            _logs.Dispose();
            throw;
        }
    }

    public SandboxUris Uris { get; }

    /// <summary>PEM; whoever talks to the TLS address must trust it.</summary>
    public string CertificateFile { get; }

    /// <summary>Where the portal's database belongs, so that it lives exactly as long as the rest.</summary>
    public string DatabaseFile => _state["portal.db"];

    internal string SettingsFile => _state["portal.env"];

    public EntraStandIn Entra { get; }

    public ArmStandIn Arm { get; }

    public GitHubStandIn GitHub { get; }

    /// <summary>The Databricks account, at the TLS address.</summary>
    public AccountStandIn Account { get; }

    /// <summary>Who can sign in.</summary>
    public IReadOnlyList<SandboxPerson> People { get; } = Everybody.All;

    /// <summary>The workspaces by stage.</summary>
    public IReadOnlyDictionary<string, DatabricksWorkspace> Databricks { get; }

    public FaultRules Faults { get; } = new();

    public RequestLog Requests { get; }

    /// <exception cref="PortInUseException">One of the chosen ports is taken.</exception>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var sandbox = new SandboxHost(options);
        try
        {
            sandbox._host = sandbox.Build();
            await sandbox._host.StartAsync(cancellationToken);
            return sandbox;
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Everything that a portal at this address needs to be told, by configuration key.</summary>
    public IReadOnlyDictionary<string, string?> PortalSettings(Uri portal) => Hosting.PortalSettings.For(this, portal);

    /// <summary>The same as environment variables, for a portal that somebody starts by hand.</summary>
    internal void WriteSettings(Uri portal) => PrivateFile.WriteAllText(
        SettingsFile,
        string.Concat(
            PortalSettings(portal).Select(setting => $"{setting.Key.Replace(":", "__", StringComparison.Ordinal)}={setting.Value}\n")));

    public async ValueTask DisposeAsync()
    {
        GitHub.Dispose();
        if (_host is not null)
        {
            using var impatience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await _host.StopAsync(impatience.Token);
            _host.Dispose();
        }

        foreach (var workspace in Databricks.Values)
        {
            workspace.Dispose();
        }

        _bound.Dispose();
        _state.Dispose();
        _logs.Dispose();
    }

    IHost Build() => new HostBuilder()
        .ConfigureLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning))
        .ConfigureWebHost(web => web
            .UseKestrel(Listen)
            .ConfigureServices(services =>
            {
                services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = _bound.Take);
                services.AddRouting();
                services.AddDataProtection().UseEphemeralDataProtectionProvider();
                Entra.AddTo(services);
            })
            .Configure(app =>
            {
                var ports = _bound.Ports;
                Serve(app, "entra", [ports.Entra], Entra.Map);
                Serve(app, "arm", [ports.Tls], routes =>
                {
                    Entra.Map(routes);
                    Arm.Map(routes);
                    Account.Map(routes);
                });
                Serve(app, "github", [ports.GitHub], GitHub.Map);
                Serve(app, "dev", [ports.Dev], Databricks["dev"].Map);
                Serve(app, "test", [ports.Test], Databricks["test"].Map);
                Serve(app, "prod", [ports.Prod], Databricks["prod"].Map);
            }))
        .Build();

    /// <summary>One stand-in on its port: log, faults, then the real thing.</summary>
    void Serve(IApplicationBuilder app, string standIn, int[] ports, Action<IEndpointRouteBuilder> map) => app.MapWhen(
        context => ports.Contains(context.Connection.LocalPort),
        branch =>
        {
            branch.UseWhen(
                context => !context.Request.Path.StartsWithSegments(SandboxEndpoints.Prefix, StringComparison.Ordinal),
                observed =>
                {
                    observed.Use(next => context => Requests.RunAsync(context, standIn, next));
                    observed.Use(next => context => FaultMiddleware.RunAsync(context, standIn, Faults, next));
                });
            branch.Use(next => context => Refusal.AnswerAsync(context, next));
            branch.UseAuthentication();
            branch.UseRouting();
            branch.UseEndpoints(routes =>
            {
                SandboxEndpoints.Map(routes, Faults, Requests);
                map(routes);
            });
        });

    void Listen(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.AddServerHeader = false;
        var ports = _bound.Ports;
        foreach (var port in new[] { ports.Entra, ports.GitHub, ports.Dev, ports.Test, ports.Prod })
        {
            kestrel.Listen(IPAddress.Loopback, port);
        }

        var certificate = SandboxCertificate.LoadOrCreate(CertificateFile, _state["certificate.key"]);
        kestrel.Listen(IPAddress.Loopback, ports.Tls, endpoint => endpoint.UseHttps(certificate));
    }
}
