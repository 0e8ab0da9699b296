using System.Diagnostics;
using System.Net;
using System.Reflection;

namespace ReleasePortal.Sandbox.Hosting;

/// <summary>The portal as a child process, so that it can be killed and started again like the real thing.</summary>
sealed class PortalProcess(SandboxHost sandbox, Uri address, TextWriter output) : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    Process? _process;

    public int Id => _process?.Id ?? 0;

    /// <summary>Comes back when the portal answers.</summary>
    /// <exception cref="PortalFailedException">It ended or stayed silent.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process?.Dispose();
        _process = Process.Start(StartInfo()) ?? throw new PortalFailedException("The portal's process did not start.");
        _process.OutputDataReceived += Forward;
        _process.ErrorDataReceived += Forward;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilReadyAsync(_process, cancellationToken);
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) =>
        _process?.WaitForExitAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
        {
            return;
        }

        try
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(StopLimit);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    ProcessStartInfo StartInfo()
    {
        var folder = Metadata("PortalFolder");
        var assembly = Path.Combine(folder, Metadata("PortalAssembly"));
        if (!File.Exists(assembly))
        {
            throw new PortalFailedException($"The portal is not built: {assembly} is missing. Build it, or start with --no-portal.");
        }

        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [assembly])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Sandbox";
        start.Environment["ASPNETCORE_URLS"] = address.ToString().TrimEnd('/');
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(PortalProcess).Assembly.Location;
        foreach (var (key, value) in sandbox.PortalSettings(address))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    async Task WaitUntilReadyAsync(Process process, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.GetTimestamp();
        var ready = new Uri(address, "health/ready");
        var last = "nothing";
        while (!process.HasExited)
        {
            if (Stopwatch.GetElapsedTime(started) > StartLimit)
            {
                throw new PortalFailedException(
                    $"The portal did not get ready within {StartLimit.TotalSeconds:0} seconds; {ready} answered {last}.");
            }

            try
            {
                using var response = await http.GetAsync(ready, cancellationToken);
                last = $"{(int)response.StatusCode}";
                if (response.StatusCode is HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                last = "nothing";
            }

            await Task.Delay(100, cancellationToken);
        }

        throw new PortalFailedException($"The portal ended with code {process.ExitCode} before it was ready; what it said is above.");
    }

    void Forward(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            output.WriteLine($"portal | {text}");
        }
    }

    static string Metadata(string key) => typeof(PortalProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == key)
        .Value!;
}
