using System.Net;
using System.Text.Json.Nodes;
using System.Web;

namespace ReleasePortal.Core.Tests.Sandbox;

public sealed class SignInTests : SandboxTest
{
    [Fact]
    public async Task The_picker_offers_everybody_and_asks_for_no_password()
    {
        var page = await Http.GetStringAsync(Authorize(null), Soon);

        foreach (var person in Box.People)
        {
            page.ShouldContain($"value=\"{person.Login}\"");
        }

        page.ShouldNotContain("password\"");
    }

    [Fact]
    public async Task Whoever_is_picked_gets_a_token_with_role_group_and_ids()
    {
        var page = await Http.GetStringAsync(Authorize(null), Soon);
        using var picked = new FormUrlEncodedContent(Parameters(null).Append(KeyValuePair.Create("person", "helen-brandt")));

        using var answer = await Http.PostAsync(new Uri(Box.Uris.Entra, $"{Box.Entra.Tenant.Id}/oauth2/v2.0/authorize"), picked, Soon);
        var token = await Redeem(answer.Headers.Location!);

        page.ShouldContain("Helen Brandt");
        token.GetProperty("name").ShouldBe("Helen Brandt");
        token.GetProperty("preferred_username").ShouldBe("helen.brandt@nanba.example");
        token.Payload["roles"]!.AsArray().Single()!.GetValue<string>().ShouldBe("Approver");
        token.Payload["groups"]!.AsArray().Count.ShouldBe(1);
        token.GetProperty("tid").ShouldBe(Box.Entra.Tenant.Id.ToString());
        token.GetProperty("oid").ShouldNotBeEmpty();
        token.GetProperty("nonce").ShouldBe("once");
    }

    [Fact]
    public async Task A_login_hint_picks_by_itself()
    {
        using var answer = await Http.GetAsync(Authorize("jonas.lindqvist@nanba.example"), Soon);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Redeem(answer.Headers.Location!)).Payload["roles"]!.ToJsonString().ShouldBe("""["Admin"]""");
    }

    [Fact]
    public async Task A_redirect_to_elsewhere_is_refused()
    {
        using var answer = await Http.GetAsync(
            new Uri(
                Authorize("jonas-lindqvist").ToString().Replace("localhost%3a9999", "evil.example", StringComparison.OrdinalIgnoreCase)),
            Soon);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Soon)).ShouldContain("AADSTS50011");
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_in_Entras_words()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Box.Entra.Tenant.ReleaseClientId.ToString(),
            ["client_secret"] = "guessed",
            ["scope"] = "https://management.azure.com/.default",
        });

        using var answer = await Http.PostAsync(TokenEndpoint, form, Soon);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Soon))!;

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        ((string)body["error"]!).ShouldBe("invalid_client");
        ((string)body["error_description"]!).ShouldStartWith("AADSTS7000215");
        body["error_codes"]![0]!.GetValue<int>().ShouldBe(7000215);
    }

    Uri Authorize(string? hint) => new(
        Box.Uris.Entra,
        $"{Box.Entra.Tenant.Id}/oauth2/v2.0/authorize?"
        + string.Join('&', Parameters(hint).Select(pair => $"{pair.Key}={HttpUtility.UrlEncode(pair.Value)}")));

    Dictionary<string, string> Parameters(string? hint)
    {
        var parameters = new Dictionary<string, string>
        {
            ["client_id"] = Box.Entra.Tenant.PortalClientId.ToString(),
            ["redirect_uri"] = "http://localhost:9999/signin-oidc",
            ["response_type"] = "code",
            ["scope"] = "openid profile",
            ["nonce"] = "once",
            ["state"] = "here",
        };
        if (hint is not null)
        {
            parameters["login_hint"] = hint;
        }

        return parameters;
    }

    async Task<IdToken> Redeem(Uri callback)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = Box.Entra.Tenant.PortalClientId.ToString(),
            ["client_secret"] = Box.Entra.Tenant.PortalClientSecret,
            ["redirect_uri"] = "http://localhost:9999/signin-oidc",
            ["code"] = HttpUtility.ParseQueryString(callback.Query)["code"]!,
        });
        using var response = await Http.PostAsync(TokenEndpoint, form, Soon);
        var body = await response.Content.ReadAsStringAsync(Soon);
        return IdToken.Parse((string)JsonNode.Parse(body)!["id_token"]!);
    }

    sealed record IdToken(JsonObject Payload)
    {
        public string GetProperty(string name) => (string)Payload[name]!;

        public static IdToken Parse(string token)
        {
            var payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
            return new(JsonNode.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '=')))!.AsObject());
        }
    }
}
