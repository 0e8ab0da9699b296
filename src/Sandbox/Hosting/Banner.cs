using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Sandbox.Hosting;

/// <summary>What a person reads who has just started the sandbox.</summary>
static class Banner
{
    public static string For(SandboxHost sandbox, string headline) => $"""

        {headline}

          Sign in as (no passwords)
        {string.Join('\n', Everybody.All.Select(person => $"    {person.Name,-16} {person.Role,-9} {person.About}"))}

          Make a release
            git clone {sandbox.Uris.Clone}
            change a notebook, commit, git push      with [ci fail] in the message, its checks fail

          See the schedule at work
            open a job at test's Databricks below and put its clock forward to the next run

          Look at what a stage stands on
            dotnet run --project src/Cli -- provision plan -s dev --settings {sandbox.SettingsFile}

          Stand-ins
            Entra ID    {sandbox.Uris.Entra}
            Azure       {sandbox.Uris.Tls}   (trust {sandbox.CertificateFile})
            GitHub      {sandbox.Uris.GitHub}
            Databricks  {string.Join("  ", sandbox.Uris.Workspaces.Values)}

        Ctrl+C ends everything.

        """;
}
