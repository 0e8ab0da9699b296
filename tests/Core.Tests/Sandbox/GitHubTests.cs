using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Octokit;
using ReleasePortal.Sandbox.Entra;
using Sodium;

namespace ReleasePortal.Core.Tests.Sandbox;

/// <summary>The client library that everybody uses reads what the stand-in says.</summary>
public sealed class GitHubTests : SandboxTest
{
    const string Owner = "nanba";
    const string Name = "nanba-databricks";

    [Fact]
    public async Task Octokit_reads_commits_comparisons_checks_and_pull_requests()
    {
        var client = Client(Box.GitHub.Token);

        var branch = await client.Repository.Branch.Get(Owner, Name, "main");
        var commits = await client.Repository.Commit.GetAll(Owner, Name, new ApiOptions { PageSize = 2 });
        var comparison = await client.Repository.Commit.Compare(Owner, Name, commits[^1].Sha, "main");
        var checks = await client.Check.Run.GetAllForReference(Owner, Name, "main");
        var merged = commits.Single(commit => commit.Commit.Message.Contains("(#12)", StringComparison.Ordinal));
        var pulls = await client.Repository.Commit.PullRequests(Owner, Name, merged.Sha);

        branch.Commit.Sha.ShouldBe(Box.GitHub.Head);
        commits.Count.ShouldBe(4);
        commits[0].Author.Login.ShouldBe("priya-raman");
        comparison.AheadBy.ShouldBe(3);
        comparison.Files.ShouldNotBeEmpty();
        checks.CheckRuns.ShouldAllBe(check => check.Conclusion == CheckConclusion.Success);
        pulls.Single().Number.ShouldBe(12);
        merged.Commit.Message.ShouldContain("Co-authored-by: Priya Raman");
    }

    [Fact]
    public async Task Octokit_reports_a_deployment()
    {
        var client = Client(Box.GitHub.Token);

        var deployment = await client.Repository.Deployment.Create(
            Owner, Name, new NewDeployment(Box.GitHub.Head) { Environment = "test", AutoMerge = false, RequiredContexts = [] });
        await client.Repository.Deployment.Status.Create(
            Owner, Name, deployment.Id, new NewDeploymentStatus(DeploymentState.Success) { LogUrl = "http://localhost/elt/deployments/1" });

        var known = Box.GitHub.Deployments.Single();
        known.Environment.ShouldBe("test");
        known.Statuses.Single().State.ShouldBe("success");
        (await client.Repository.Deployment.Status.GetAll(Owner, Name, deployment.Id)).Single().State.Value
            .ShouldBe(DeploymentState.Success);
    }

    [Fact]
    public async Task What_its_checks_do_not_carry_is_not_deployed()
    {
        var head = await Box.GitHub.PushAsync(
            Everybody.Tom, "Break it [ci fail]", new Dictionary<string, string?> { ["a.txt"] = "a" }, Soon);

        var refusal = await Should.ThrowAsync<ApiException>(() =>
            Client(Box.GitHub.Token).Repository.Deployment.Create(Owner, Name, new NewDeployment(head) { Environment = "dev" }));

        refusal.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        refusal.Message.ShouldContain("Unit tests");
    }

    [Fact]
    public async Task A_secret_arrives_only_if_it_was_sealed_for_its_environment()
    {
        var client = Client(Box.GitHub.Token);
        var key = (await client.Connection.Get<SecretsPublicKey>(Secrets("prod", "public-key"), null)).Body;
        var foreign = (await client.Connection.Get<SecretsPublicKey>(Secrets("dev", "public-key"), null)).Body;

        await Put(key, key);
        var refusal = await Should.ThrowAsync<ApiValidationException>(() => Put(foreign, key));

        Box.GitHub.Secrets["prod"]["DBX_TOKEN"].ShouldBe("dapi-secret");
        refusal.Message.ShouldContain("not sealed");

        Task Put(SecretsPublicKey sealWith, SecretsPublicKey named) => client.Connection.Put<object>(
            Secrets("prod", "DBX_TOKEN"),
            new
            {
                encrypted_value = Convert.ToBase64String(
                    SealedPublicKeyBox.Create(Encoding.UTF8.GetBytes("dapi-secret"), Convert.FromBase64String(sealWith.Key))),
                key_id = named.KeyId,
            });
    }

    [Fact]
    public async Task The_archive_holds_the_bundle_under_one_folder()
    {
        var bytes = await Client(Box.GitHub.Token).Repository.Content.GetArchive(Owner, Name, ArchiveFormat.Tarball, Box.GitHub.Head);

        using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var archive = new TarReader(unpacked);
        var names = new List<string>();
        while (await archive.GetNextEntryAsync(copyData: false, Soon) is { } entry)
        {
            names.Add(entry.Name);
        }

        names.ShouldContain($"nanba-nanba-databricks-{Box.GitHub.Head[..7]}/bundle/databricks.yml");
    }

    [Fact]
    public async Task A_wrong_token_is_refused_and_an_unknown_thing_is_not_found()
    {
        await Should.ThrowAsync<AuthorizationException>(() => Client("ghp_wrong").Repository.Get(Owner, Name));
        await Should.ThrowAsync<NotFoundException>(() => Client(Box.GitHub.Token).Repository.Branch.Get(Owner, Name, "gone"));
    }

    [Fact]
    public async Task An_unchanged_answer_costs_no_body()
    {
        using var first = Request(null);
        using var answer = await Http.SendAsync(first, Soon);

        using var second = Request(answer.Headers.ETag!.ToString());
        using var unchanged = await Http.SendAsync(second, Soon);

        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_push_is_told_to_the_receiver_with_a_signature()
    {
        using var listener = new HttpListener();
        var address = $"http://localhost:{Random.Shared.Next(20_000, 30_000)}/";
        listener.Prefixes.Add(address);
        listener.Start();
        Box.GitHub.WebhookUrl = new Uri(address);

        var head = await Box.GitHub.PushAsync(Everybody.Tom, "Tell", new Dictionary<string, string?> { ["a.txt"] = "a" }, Soon);
        var contexts = new[] { await listener.GetContextAsync().WaitAsync(Soon), await listener.GetContextAsync().WaitAsync(Soon) };

        contexts.Select(context => context.Request.Headers["X-GitHub-Event"]).ShouldBe(["push", "check_suite"], ignoreOrder: true);
        foreach (var context in contexts)
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body, Soon);
            var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Box.GitHub.WebhookSecret), body.ToArray());
            context.Request.Headers["X-Hub-Signature-256"].ShouldBe("sha256=" + Convert.ToHexStringLower(signature));
            Encoding.UTF8.GetString(body.ToArray()).ShouldContain(head);
            context.Response.Close();
        }
    }

    static Uri Secrets(string environment, string name) =>
        new($"repos/{Owner}/{Name}/environments/{environment}/secrets/{name}", UriKind.Relative);

    HttpRequestMessage Request(string? etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Box.Uris.GitHubApi, $"repos/{Owner}/{Name}/branches/main"));
        request.Headers.Authorization = new("Bearer", Box.GitHub.Token);
        if (etag is not null)
        {
            request.Headers.IfNoneMatch.ParseAdd(etag);
        }

        return request;
    }

    GitHubClient Client(string token) => new(new Connection(new ProductHeaderValue("tests"), Box.Uris.GitHubApi)
    {
        Credentials = new Credentials(token),
    });
}
