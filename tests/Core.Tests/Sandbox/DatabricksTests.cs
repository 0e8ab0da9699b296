using System.Text;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Sandbox;

public sealed class DatabricksTests : SandboxTest
{
    [Fact]
    public async Task A_minted_token_opens_its_own_workspace_and_no_other()
    {
        var value = await Mint();

        (await Call(HttpMethod.Get, At("prod", "preview/scim/v2/Me"), value, null)).Status.ShouldBe(200);
        (await Call(HttpMethod.Get, At("test", "preview/scim/v2/Me"), value, null)).Status.ShouldBe(403);
        (await Call(HttpMethod.Get, At("prod", "preview/scim/v2/Me"), null, null)).Status.ShouldBe(401);
        Box.Databricks["prod"].Tokens.Single().Comment.ShouldBe("release 7be03d9");
        Box.Databricks["prod"].Accepts(value).ShouldBeTrue();
    }

    [Fact]
    public async Task A_deleted_token_opens_nothing_and_no_list_shows_a_value()
    {
        var value = await Mint();
        var entra = await Entra();
        var (_, list) = await Call(HttpMethod.Get, At("prod", "token/list"), entra, null);

        await Call(HttpMethod.Post, At("prod", "token/delete"), entra, new { token_id = (string)list!["token_infos"]![0]!["token_id"]! });

        list.ToJsonString().ShouldNotContain(value);
        (await Call(HttpMethod.Get, At("prod", "preview/scim/v2/Me"), value, null)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_notebook_loses_its_extension_and_needs_its_folder()
    {
        var entra = await Entra();
        var early = await Import(entra, "/Workspace/Shared/bundle/orders.py");
        await Call(HttpMethod.Post, At("dev", "workspace/mkdirs"), entra, new { path = "/Workspace/Shared/bundle" });

        (await Import(entra, "/Workspace/Shared/bundle/orders.py")).ShouldBe(200);

        early.ShouldBe(404);
        (await Import(entra, "/Workspace/Shared/bundle/orders.py")).ShouldBe(409);
        var notebook = Box.Databricks["dev"].Files["/Shared/bundle/orders"];
        notebook.Type.ShouldBe("NOTEBOOK");
        notebook.Language.ShouldBe("PYTHON");
        (await Http.GetAsync(At("dev", "workspace/get-status?path=/Shared/bundle/orders"), Soon)).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_job_gets_its_defaults_and_can_be_reset()
    {
        var entra = await Entra();
        var task = new { task_key = "ingest", notebook_task = new { notebook_path = "/Workspace/Shared/ingest" } };

        var (_, created) = await Call(
            HttpMethod.Post, At("dev", "jobs/create", "2.2"), entra, new { name = "ELT", tasks = new[] { task } });
        var id = created!["job_id"]!.GetValue<long>();
        var reset = await Call(
            HttpMethod.Post, At("dev", "jobs/reset", "2.2"), entra,
            new { job_id = id, new_settings = new { name = "ELT 2", tasks = new[] { task } } });
        var (_, job) = await Call(HttpMethod.Get, At("dev", $"jobs/get?job_id={id}", "2.2"), entra, null);

        reset.Status.ShouldBe(200);
        ((string)job!["settings"]!["name"]!).ShouldBe("ELT 2");
        job["settings"]!["max_concurrent_runs"]!.GetValue<int>().ShouldBe(1);
        ((string)job["settings"]!["tasks"]![0]!["run_if"]!).ShouldBe("ALL_SUCCESS");
        ((string)job["settings"]!["tasks"]![0]!["notebook_task"]!["source"]!).ShouldBe("WORKSPACE");
        Box.Databricks["dev"].Jobs.Count.ShouldBe(1);
        Box.Databricks["prod"].Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_job_is_refused_with_the_name_of_the_field()
    {
        var (status, body) = await Call(
            HttpMethod.Post, At("dev", "jobs/create", "2.2"), await Entra(),
            new { tasks = new[] { new { task_key = "a", notebook_task = new { } } } });

        status.ShouldBe(400);
        ((string)body!["error_code"]!).ShouldBe("INVALID_PARAMETER_VALUE");
        ((string)body["message"]!).ShouldContain("tasks[0].notebook_task.notebook_path");
    }

    Task<string> Entra() => TokenFor(EntraTenant.DatabricksResource);

    async Task<string> Mint()
    {
        var (status, body) = await Call(
            HttpMethod.Post, At("prod", "token/create"), await Entra(), new { comment = "release 7be03d9", lifetime_seconds = 1_296_000 });
        status.ShouldBe(200);
        var value = (string)body!["token_value"]!;
        value.ShouldStartWith("dapi");
        return value;
    }

    async Task<int> Import(string token, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, At("dev", $"workspace-files/import-file{path}?overwrite=false"));
        request.Headers.Authorization = new("Bearer", token);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("# Databricks notebook source\nprint(1)\n"));
        using var response = await Http.SendAsync(request, Soon);
        return (int)response.StatusCode;
    }

    Uri At(string stage, string path, string version = "2.0") => new(Box.Uris.Workspaces[stage], $"api/{version}/{path}");
}
