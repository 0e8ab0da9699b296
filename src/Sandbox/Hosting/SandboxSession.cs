namespace ReleasePortal.Sandbox.Hosting;

/// <summary>The stand-ins and the portal together, from the first line on the console to the last.</summary>
sealed class SandboxSession(CommandLine line, TextWriter output)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var address = new Uri($"http://localhost:{line.Port}/");
        if (line.WithPortal)
        {
            BoundPorts.RequireFree(line.Port);
        }

        await using var sandbox = await SandboxHost.StartAsync(line.ToOptions(), cancellationToken);
        sandbox.WriteSettings(address);
        sandbox.GitHub.WebhookUrl = new Uri(address, "webhooks/github");
        if (line.WithPortal)
        {
            await RunPortalAsync(sandbox, address, cancellationToken);
        }
        else
        {
            await output.WriteLineAsync(Banner.For(sandbox, $"The stand-ins are ready. Settings for a portal: {sandbox.SettingsFile}"));
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    /// <summary>A portal that ends is started again, as whatever runs the real one would do.</summary>
    async Task RunPortalAsync(SandboxHost sandbox, Uri address, CancellationToken cancellationToken)
    {
        await using var portal = new PortalProcess(sandbox, address, output);
        await portal.StartAsync(cancellationToken);
        await output.WriteLineAsync(Banner.For(sandbox, $"Release Portal is ready: {address}   (process {portal.Id})"));
        while (true)
        {
            await portal.WaitForExitAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            await output.WriteLineAsync("The portal ended; it is started again.");
            await portal.StartAsync(cancellationToken);
            await output.WriteLineAsync($"Release Portal is ready again: {address}   (process {portal.Id})");
        }
    }
}
