using ReleasePortal.Sandbox.Hosting;

await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Ports = SandboxPorts.From(5080) }, CancellationToken.None);
Console.WriteLine("up");
await Task.Delay(Timeout.Infinite);
