-- every request creates another patient: the e-mail address is made unique by thread, time and count
wrk.method = "POST"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.headers["Content-Type"] = "application/json"
local file = io.open(os.getenv("BODY"))
local body = file:read("*a")
file:close()
local count = 0
local seed = tostring({}):gsub("[^%w]", "") .. os.time()

request = function()
  count = count + 1
  return wrk.format(nil, nil, nil, (body:gsub("@EMAIL@", seed .. "." .. count .. "@patients.example")))
end
