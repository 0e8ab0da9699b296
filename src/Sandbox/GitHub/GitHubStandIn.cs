using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>GitHub with one repository: git over HTTP, the REST API under /api/v3, webhooks out, and a few pages to look at.</summary>
public sealed class GitHubStandIn : IDisposable
{
    static readonly string[] Environments = ["dev", "test", "prod"];

    readonly StateFile<GitHubState> _state;
    readonly GitRepository _git;
    readonly ContinuousIntegration _ci;
    readonly GitHubJson _json;
    readonly ChecksApi _checks;
    readonly PushGate _pushes;
    readonly Webhooks _webhooks;
    readonly SandboxOptions _options;
    readonly Uri _address;

    internal GitHubStandIn(StateFolder folder, Uri address, SandboxOptions options, ILogger log)
    {
        _options = options;
        _address = address;
        _state = folder.Open<GitHubState>("github.json");
        _git = new(folder["nanba-databricks.git"]);
        _ci = new(_state, _git, options.CiDuration, options.Clock);
        _json = new(address);
        _checks = new(_ci, _git, _json);
        _pushes = new(_git, AfterPush);
        _webhooks = new(WebhookSecret, log);
        if (!_git.Exists)
        {
            Seed();
        }
    }

    public string Token { get; } = "ghp_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(18));

    public string WebhookSecret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    /// <summary>Who gets the events; null for nobody.</summary>
    public Uri? WebhookUrl
    {
        get => _webhooks.Receiver;
        set => _webhooks.Receiver = value;
    }

    /// <summary>By environment and name, opened with the environment's private key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Secrets => _state.Read(github =>
        github.Environments.Values.ToDictionary(
            environment => environment.Name,
            IReadOnlyDictionary<string, string> (environment) => environment.Secrets.Values.ToDictionary(
                secret => secret.Name, secret => environment.Open(secret.EncryptedValue), StringComparer.Ordinal),
            StringComparer.Ordinal));

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<GitHubDeployment> Deployments => _state.Read(github =>
        github.Deployments.Select(deployment => deployment with { Statuses = [.. deployment.Statuses] }).ToArray());

    /// <summary>The newest commit of main.</summary>
    public string Head
    {
        get
        {
            using var repository = _git.Open();
            return repository.Branches[GitRepository.DefaultBranch].Tip.Sha;
        }
    }

    public Task<string> PushAsync(
        SandboxPerson author, string message, IReadOnlyDictionary<string, string?> files, CancellationToken cancellationToken) =>
        PushAsync([new(author, message, files)], cancellationToken);

    /// <summary>Commits to main as one push, with everything that follows a push. Returns the new head.</summary>
    public async Task<string> PushAsync(IReadOnlyList<NewCommit> commits, CancellationToken cancellationToken)
    {
        var head = "";
        await _pushes.RunAsync(
            () =>
            {
                foreach (var commit in commits)
                {
                    head = _git.Commit(commit, _options.Clock.GetUtcNow());
                }

                return Task.CompletedTask;
            },
            cancellationToken);
        return head;
    }

    /// <summary>The text of a file at the head of main.</summary>
    public string ReadFile(string path)
    {
        using var repository = _git.Open();
        var entry = repository.Branches[GitRepository.DefaultBranch].Tip[path]
            ?? throw new FileNotFoundException("Not in the repository.", path);
        return ((LibGit2Sharp.Blob)entry.Target).GetContentText();
    }

    internal void Map(IEndpointRouteBuilder routes)
    {
        var api = new GitHubRoutes(routes, Token, _options.Clock);
        new RepositoryApi(_git, _json).Map(api);
        new ArchiveApi(_git, _address).Map(api, routes);
        _checks.Map(api);
        new EnvironmentsApi(_state, _json, _options.Clock).Map(api);
        new DeploymentsApi(_state, _git, _ci, _json).Map(api);
        new AccountApi(_json, _options.Clock).Map(api);
        new GitOverHttp(_git, _pushes).Map(routes);
        new GitHubPages(_git, _ci, _address).Map(routes);
    }

    public void Dispose()
    {
        _webhooks.Dispose();
        _pushes.Dispose();
    }

    void Seed()
    {
        _git.Create();
        var now = _options.Clock.GetUtcNow();
        foreach (var (commit, age) in new SeedHistory(_options.BundleFolder).Commits())
        {
            var sha = _git.Commit(commit, now - age);
            _ci.Start(sha, now - age, TimeSpan.FromSeconds(41));
        }

        _state.Change(github =>
        {
            foreach (var name in Environments)
            {
                github.Environments.Add(name, GitHubEnvironment.Create(github.NextId(), name, now - TimeSpan.FromDays(9)));
            }

            return github.Environments.Count;
        });
    }

    void AfterPush(Push push)
    {
        var pusher = push.IsToDefaultBranch ? StartChecks(push) : new JsonObject { ["name"] = "somebody" };
        _webhooks.Send(
            "push",
            () => new JsonObject
            {
                ["ref"] = push.Ref,
                ["before"] = push.Before,
                ["after"] = push.After,
                ["created"] = push.Before == Push.Nothing,
                ["deleted"] = push.After == Push.Nothing,
                ["forced"] = false,
                ["repository"] = _json.RepositoryOf(_ci.Now),
                ["pusher"] = pusher,
            },
            TimeSpan.Zero);
    }

    JsonObject StartChecks(Push push)
    {
        var run = _ci.Start(push.After);
        _webhooks.Send(
            "check_suite",
            () =>
                new JsonObject
                {
                    ["action"] = "completed",
                    ["check_suite"] = _checks.Suite(run),
                    ["repository"] = _json.RepositoryOf(_ci.Now)
                },
            run.Duration);
        using var repository = _git.Open();
        var author = repository.RequireCommit(push.After).Author;
        return new() { ["name"] = author.Name, ["email"] = author.Email };
    }
}
