using System.Diagnostics;
using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Cli.Verbs;

sealed class PlanVerb : IVerb
{
    public async Task<bool> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        switch (await invocation.Get<PlanBundle>().RunAsync(invocation.Request, invocation.Workspace, cancellationToken))
        {
            case BundlePlanOutcome.Invalid invalid:
                await invocation.Terminal.Error.WriteAsync(Findings.Text(invalid.Diagnostics));
                return false;
            case BundlePlanOutcome.Planned planned:
                await invocation.Terminal.Error.WriteAsync(Findings.Text(planned.Diagnostics));
                await invocation.Terminal.Out.WriteLineAsync(invocation.Line.AsJson ? planned.Document : planned.Plan.ToText());
                return Findings.AreFine(planned.Diagnostics, invocation.Line);
            default:
                throw new UnreachableException();
        }
    }
}
