-- sends the BODY with a text in the place of @NEW@ that was never there before
wrk.method = os.getenv("METHOD") or "POST"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.headers["Content-Type"] = "application/json"
local file = io.open(os.getenv("BODY"))
local body = file:read("*a")
file:close()
local count = 0
local seed = tostring({}):gsub("[^%w]", "") .. os.time()

request = function()
  count = count + 1
  return wrk.format(nil, nil, nil, (body:gsub("@NEW@", seed .. "." .. count)))
end
