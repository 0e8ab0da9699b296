using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Cli.Verbs;

/// <summary>As JSON, nothing but the resolved configuration goes to standard output, errors or not.</summary>
sealed class ValidateVerb : IVerb
{
    public async Task<bool> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var valid = await invocation.Get<ValidateBundle>().RunAsync(invocation.Request, invocation.Workspace, cancellationToken);
        if (invocation.Line.AsJson)
        {
            await invocation.Terminal.Error.WriteAsync(Findings.Text(valid.Diagnostics));
            await invocation.Terminal.Out.WriteLineAsync(Findings.Pretty(valid.Bundle.ToJson()));
        }
        else
        {
            await invocation.Terminal.Out.WriteAsync(valid.ToText());
        }

        return Findings.AreFine(valid.Diagnostics, invocation.Line);
    }
}
