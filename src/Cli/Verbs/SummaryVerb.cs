using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Cli.Verbs;

sealed class SummaryVerb : IVerb
{
    public async Task<bool> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var summary = await invocation.Get<SummariseBundle>().RunAsync(invocation.Request, invocation.Workspace, cancellationToken);
        await invocation.Terminal.Out.WriteLineAsync(invocation.Line.AsJson ? Findings.Pretty(summary.ToJson()) : Text(summary));
        return true;
    }

    static string Text(BundleSummary summary)
    {
        List<string> lines = [.. summary.Bundle.ToHeading(), "Resources:"];
        foreach (var type in summary.Resources.GroupBy(resource => resource.Type).OrderBy(type => type.Key, StringComparer.Ordinal))
        {
            lines.Add($"  {type.Key}:");
            foreach (var resource in type.OrderBy(resource => resource.Key, StringComparer.Ordinal))
            {
                lines.AddRange([$"    {resource.Key}:", $"      Name: {resource.Name}", $"      URL:  {resource.Url ?? "(not deployed)"}"]);
            }
        }

        return string.Join('\n', lines);
    }
}
