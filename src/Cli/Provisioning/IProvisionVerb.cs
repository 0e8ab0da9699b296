using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Cli.Provisioning;

/// <summary>What <c>provision VERB</c> does.</summary>
interface IProvisionVerb
{
    /// <returns>Whether all is well.</returns>
    Task<bool> RunAsync(ProvisionCall call, CancellationToken cancellationToken);
}

/// <summary>One call of the program, for one stage.</summary>
sealed record ProvisionCall(
    ProvisionLine Line, Pipeline Pipeline, Stage Stage, IServiceProvider Services, Terminal Terminal, ShellEnvironment Environment)
{
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public string Heading => $"Stage {Stage.Name} of {Pipeline.Key}";
}
