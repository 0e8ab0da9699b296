namespace ReleasePortal.Sandbox.Hosting;

/// <summary>How a sandbox starts. The defaults suit a test: free ports, a temporary folder, no waiting anywhere.</summary>
public sealed record SandboxOptions
{
    public SandboxPorts Ports { get; init; } = SandboxPorts.Free;

    /// <summary>Kept over restarts; null means a temporary folder that is removed at the end.</summary>
    public string? StateFolder { get; init; }

    /// <summary>The bundle that the git repository is seeded from.</summary>
    public string BundleFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "bundle");

    /// <summary>From a push to its last check.</summary>
    public TimeSpan CiDuration { get; init; } = TimeSpan.Zero;

    /// <summary>How long an asynchronous operation of Azure Resource Manager takes.</summary>
    public TimeSpan ArmDuration { get; init; } = TimeSpan.Zero;

    /// <summary>How long what Azure Resource Manager just made, or just began, is not known to all of its servers.</summary>
    public TimeSpan ArmSpread { get; init; } = TimeSpan.Zero;

    /// <summary>How long a task of a job takes on top of what it does, so that people can watch it.</summary>
    public TimeSpan TaskDuration { get; init; } = TimeSpan.Zero;

    /// <summary>Storage account names that somebody else in the world already has.</summary>
    public IReadOnlySet<string> TakenStorageAccounts { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Key vault names that somebody else in the world already has.</summary>
    public IReadOnlySet<string> TakenVaults { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
